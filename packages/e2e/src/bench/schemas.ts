import { Stack } from '../support/Stack.ts';
import { printTable } from './report.ts';
import { connectionOf, runInHost } from './runInHost.ts';
import { median, percentile } from './statistics.ts';

/** Making a tenant's schema: by the adapter and by bare SQL in turn, with few schemas there and with many. */
export async function benchSchemas(
  options: { schemas?: number; samples?: number } = {},
): Promise<void> {
  const stack = await Stack.create({
    firstPort: 7760,
    config: [],
    settings: [],
  });
  try {
    const figures = await runInHost<
      Array<{ schemas: number; adapterMs: number[]; sqlMs: number[] }>
    >(stack, 'schemas', {
      connection: connectionOf(stack, 'provisioner'),
      levels: [100, options.schemas ?? 5_000],
      samples: options.samples ?? 50,
    });
    const [few] = figures;
    printTable(
      'Making one schema',
      figures.map(({ schemas, adapterMs, sqlMs }) => ({
        'schemas there': schemas,
        'adapter p50 ms': median(adapterMs),
        'adapter p95 ms': percentile(adapterMs, 0.95),
        'bare SQL p50 ms': median(sqlMs),
        'bare SQL p95 ms': percentile(sqlMs, 0.95),
        'adapter ÷ SQL': median(adapterMs) / median(sqlMs),
        'adapter ÷ with few': median(adapterMs) / median(few.adapterMs),
      })),
    );
  } finally {
    await stack.stop();
  }
}
