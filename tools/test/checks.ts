import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../lib/paths.ts';
import { ensureBuilt } from '../lib/prepare.ts';
import { findBrowser } from './browser.ts';
import { run, runYarn, type Finished } from './command.ts';
import {
  FAILED,
  PASSED,
  readJestTotals,
  readNodeTotals,
  type Result,
} from './results.ts';

/** Something that must pass, with a name for people. */
export interface Check {
  name: string;
  run: () => Promise<Result>;
}

/** What a failing check may print; the end says what is wrong. */
const OUTPUT_SHOWN = 20_000;

/** Everything that reads the code without running it, cheapest first. */
export const STATIC_CHECKS: Check[] = [
  yarnCheck('format', ['prettier', '--check', '.']),
  yarnCheck('dependency rules', ['dependencies']),
  yarnCheck('types', ['tsc']),
  ...globSync(
    ['tools', 'examples/*', 'packages/e2e'].map(
      folder => `${folder}/tsconfig.json`,
    ),
    {
      cwd: ROOT,
    },
  ).map(file => yarnCheck(`types of ${file}`, ['tsc', '--project', file])),
  yarnCheck('configuration', ['backstage-cli', 'config:check', '--lax']),
  yarnCheck('API reports', ['api-reports', '--ci']),
  yarnCheck('lint', ['backstage-cli', 'repo', 'lint', '--max-warnings', '0']),
];

/** Unit and integration tests, on a PostgreSQL of their own. */
export function testSuites(databaseUrl: string): Check[] {
  const env = {
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: databaseUrl,
    APP_PLANE_TEST_DATABASE_URL: databaseUrl,
  };
  return [
    {
      name: 'tools',
      run: async () =>
        judge(await run(process.execPath, ['--test', 'tools/**/*.test.ts'])),
    },
    {
      name: 'example app plane',
      run: async () =>
        judge(await runYarn(['workspace', 'example-app-plane', 'test'], env)),
    },
    { name: 'unit and integration', run: () => runJest(env) },
  ];
}

/** The command of a first run, as somebody at a terminal gives it. */
export const FIRST_RUN: Check = {
  name: 'bin/start',
  run: async () => {
    await ensureBuilt();
    return judge(
      await run(process.execPath, ['--test', 'tools/journeys/*.journey.ts']),
    );
  },
};

/** Journeys in a real browser, and servers that are killed. */
export function journeys(options: { browserRequired: boolean }): Check {
  return {
    name: 'journeys and faults',
    run: async () => {
      const browser = await findBrowser();
      await ensureBuilt();
      const result = judge(
        await runYarn(['workspace', 'e2e', 'test'], {
          ANANTA_CHROMIUM: browser,
        }),
      );
      return browser
        ? result
        : {
            ...result,
            failed: result.failed + (options.browserRequired ? 1 : 0),
            note: 'no Chromium on this machine: browser journeys were skipped',
          };
    },
  };
}

async function runJest(env: NodeJS.ProcessEnv): Promise<Result> {
  const report = join(ROOT, '.cache', 'jest.json');
  rmSync(report, { force: true });
  mkdirSync(dirname(report), { recursive: true });
  const finished = await runYarn(
    [
      'backstage-cli',
      'repo',
      'test',
      '--maxWorkers=2',
      '--json',
      `--outputFile=${report}`,
    ],
    env,
  );
  if (finished.code !== 0) {
    console.log(finished.output.slice(-OUTPUT_SHOWN));
  }
  return existsSync(report)
    ? readJestTotals(JSON.parse(readFileSync(report, 'utf8')))
    : FAILED;
}

function yarnCheck(name: string, args: string[]): Check {
  return {
    name,
    run: async () => {
      const { code, output } = await runYarn(args);
      if (code !== 0) {
        console.log(output.slice(-OUTPUT_SHOWN));
      }
      return code === 0 ? PASSED : FAILED;
    },
  };
}

/** The totals of `node --test`; a run without totals, or that ends badly, failed. */
function judge({ code, output }: Finished): Result {
  const totals = readNodeTotals(output) ?? { ...FAILED };
  if (code !== 0) {
    console.log(output.slice(-OUTPUT_SHOWN));
    totals.failed = Math.max(totals.failed, 1);
  }
  return totals;
}
