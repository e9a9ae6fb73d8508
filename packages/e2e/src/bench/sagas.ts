import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { randomBytes } from 'node:crypto';
import { ROOT } from '../../../../tools/lib/paths.ts';
import { Stack, type StackOptions } from '../support/Stack.ts';
import { cpuMsOf } from './cpu.ts';
import { printTable, type Row } from './report.ts';
import { driveRuns } from './runRecords.ts';
import { percentile } from './statistics.ts';

const STEP_MS = 100;
/** Realm, owner, schema, app plane, subscription; the two others are rows of ours. */
const OUTSIDE_STEPS = 5;

/** What the embedded driver adds to the time of a saga's steps. */
export async function benchSagaOverhead(
  options: { runs?: number } = {},
): Promise<void> {
  const stepsMs = OUTSIDE_STEPS * STEP_MS;
  const host = { file: join(ROOT, 'packages/e2e/host/bench/slowPorts.ts') };
  const env = { BENCH_STEP_MS: String(STEP_MS) };
  await withStack({ host, env }, async measure => {
    const rows: Row[] = [];
    for (const atOnce of [1, 10]) {
      const { runs, cpuMs } = await measure(
        atOnce,
        (options.runs ?? 40) * atOnce,
      );
      const walls = runs.map(({ wallMs }) => wallMs);
      rows.push({
        'at once': atOnce,
        runs: runs.length,
        'steps ms': stepsMs,
        'p50 ms to the start': percentile(
          runs.map(({ waitedMs }) => waitedMs),
          0.5,
        ),
        'p50 ms': percentile(walls, 0.5),
        'p95 ms': percentile(walls, 0.95),
        'p50 ÷ steps': percentile(walls, 0.5) / stepsMs,
        'p95 ÷ steps': percentile(walls, 0.95) / stepsMs,
        'CPU ms a saga': cpuMs / runs.length,
      });
    }
    printTable(
      `Wall time of provision-tenant, ${OUTSIDE_STEPS} outside steps of ${STEP_MS} ms`,
      rows,
    );
  });
}

/** How many tenants are provisioned in a second, with the embedded adapters. */
export async function benchSagaRate(
  options: { runs?: number } = {},
): Promise<void> {
  await withStack({}, async measure => {
    const rows: Row[] = [];
    for (const atOnce of [1, 10, 50]) {
      const total = Math.max(options.runs ?? 100, atOnce * 4);
      const { runs, seconds, cpuMs } = await measure(atOnce, total);
      const walls = runs.map(({ wallMs }) => wallMs);
      rows.push({
        'at once': atOnce,
        runs: runs.length,
        'sagas/s': runs.length / seconds,
        'p50 ms': percentile(walls, 0.5),
        'p95 ms': percentile(walls, 0.95),
        'CPU ms a saga': cpuMs / runs.length,
      });
    }
    printTable('Provisioning with the embedded adapters', rows);
  });
}

type Measure = (
  atOnce: number,
  total: number,
) => Promise<{
  runs: Awaited<ReturnType<typeof driveRuns>>;
  seconds: number;
  cpuMs: number;
}>;

async function withStack(
  options: Partial<StackOptions>,
  fn: (measure: Measure) => Promise<void>,
): Promise<void> {
  const stack = await Stack.create({
    firstPort: 7720,
    config: [],
    settings: [],
    ...options,
  });
  try {
    await stack.startHost();
    const client = await stack.connect('ananta');
    const start = async () => {
      const key = `b${randomBytes(6).toString('hex')}`;
      return (await stack.api.createTenant(key)).run.id;
    };
    await driveRuns(client, { total: 20, atOnce: 5, start });
    await fn(async (atOnce, total) => {
      const cpuBefore = cpuMsOf(stack.host?.pid ?? 0);
      const startedAt = performance.now();
      const runs = await driveRuns(client, { total, atOnce, start });
      const failed = runs.filter(({ status }) => status !== 'succeeded');
      if (failed.length > 0) {
        throw new Error(`${failed.length} runs ended ${failed[0].status}`);
      }
      return {
        runs,
        seconds: (performance.now() - startedAt) / 1_000,
        cpuMs: cpuMsOf(stack.host?.pid ?? 0) - cpuBefore,
      };
    });
    await client.end();
  } finally {
    await stack.stop();
  }
}
