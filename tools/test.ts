import { ensureInstalled } from './lib/prepare.ts';
import {
  FIRST_RUN,
  journeys,
  STATIC_CHECKS,
  testSuites,
  type Check,
} from './test/checks.ts';
import { addUp, FAILED, totalsLine, type Result } from './test/results.ts';

const HELP = `Runs everything that must pass and ends with one line of totals.

Usage: bin/test [options]

  --require-browser  fail, rather than skip, when there is no Chromium
  --help             this text
`;

async function main(): Promise<Result> {
  const browserRequired = process.argv.includes('--require-browser');
  await ensureInstalled();

  const results = await runAll(STATIC_CHECKS);
  const { startTestDatabase } = await import('./test/database.ts');
  const database = await startTestDatabase();
  try {
    results.push(...(await runAll(testSuites(database.url))));
  } finally {
    await database.stop();
  }
  results.push(...(await runAll([FIRST_RUN, journeys({ browserRequired })])));
  return addUp(results);
}

/** One after another: each uses every core by itself. */
async function runAll(checks: Check[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const check of checks) {
    results.push(await runOne(check));
  }
  return results;
}

async function runOne(check: Check): Promise<Result> {
  const startedAt = Date.now();
  const result = await check.run().catch((error: Error) => {
    console.log(error.message);
    return FAILED;
  });
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const mark = result.failed === 0 ? 'ok  ' : 'FAIL';
  console.log(
    `${mark} ${check.name.padEnd(36)} ${totalsLine(result)}, ${seconds} s`,
  );
  if (result.note) {
    console.log(`     ${result.note}`);
  }
  return result;
}

if (process.argv.includes('--help')) {
  process.stdout.write(HELP);
} else {
  const total = await main();
  console.log(`\n${totalsLine(total)}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
