import { parseArgs } from 'node:util';
import { benchHttp, benchHttpAsUser } from './http.ts';
import { benchCatalog } from './catalog.ts';
import { benchCreateService } from './createService.ts';
import { printMachine } from './report.ts';
import { benchSagaOverhead, benchSagaRate } from './sagas.ts';
import { benchSchemas } from './schemas.ts';
import { serve } from './serve.ts';

const BENCHES = {
  http: benchHttp,
  'http-user': benchHttpAsUser,
  create: benchCreateService,
  'saga-overhead': benchSagaOverhead,
  'saga-rate': benchSagaRate,
  catalog: benchCatalog,
  schemas: benchSchemas,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tenants: { type: 'string' },
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    runs: { type: 'string' },
    schemas: { type: 'string' },
    samples: { type: 'string' },
    changes: { type: 'string' },
  },
});
const numbers = Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, Number(value)]),
);

async function main(): Promise<void> {
  if (positionals[0] === 'serve') {
    await serve(numbers);
    return;
  }
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
  printMachine();
  for (const name of names) {
    const bench = BENCHES[name as keyof typeof BENCHES];
    if (!bench) {
      throw new Error(
        `There is no bench '${name}'; there are ${Object.keys(BENCHES).join(', ')} and serve`,
      );
    }
    await bench(numbers);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
