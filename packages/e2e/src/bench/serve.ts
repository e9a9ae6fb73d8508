import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSeeded, targetOf } from './http.ts';

/** A seeded installation for somebody else's load generator, until Ctrl-C. */
export async function serve(options: { tenants?: number } = {}): Promise<void> {
  const stack = await startSeeded(options.tenants ?? 10_000);
  const { origin, ids, pid } = await targetOf(stack);
  const idsFile = join(stack.folder, 'tenant-ids');
  writeFileSync(idsFile, `${ids.join('\n')}\n`);
  const facts = {
    origin,
    pid,
    tokenFile: join(stack.folder, 'operator-token'),
    idsFile,
    folder: stack.folder,
    postgresPort: stack.postgres.port,
  };
  process.stdout.write(`${JSON.stringify(facts, undefined, 2)}\n`);
  await new Promise(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await stack.stop();
}
