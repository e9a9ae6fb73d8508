import { Stack } from '../support/Stack.ts';
import { printTable } from './report.ts';
import { connectionOf, runInHost } from './runInHost.ts';
import { seedTenants } from './tenantRows.ts';
import { median } from './statistics.ts';

interface Cost {
  ms: number;
  cpuMs: number;
}

/** Making a tenant at the method of the service, in turn with bare SQL of the same rows. */
export async function benchCreateService(
  options: { tenants?: number; rounds?: number } = {},
): Promise<void> {
  const stack = await Stack.create({
    firstPort: 7780,
    config: [],
    settings: [],
  });
  try {
    // Its migrations and queues have to be there.
    await stack.startHost();
    const client = await stack.connect('ananta');
    await seedTenants(client, { from: 1, to: options.tenants ?? 10_000 });
    await client.end();
    await stack.killHost();
    const { figures, rows } = await runInHost<{
      figures: Array<{ atOnce: number; service: Cost; sql: Cost }>;
      rows: Record<string, number>;
    }>(stack, 'createService', {
      superuser: connectionOf(stack, 'superuser'),
      portal: connectionOf(stack, 'portal'),
      atOnce: [1, 4],
      rounds: options.rounds ?? 10,
      perRound: 100,
    });
    printTable(
      'Making a tenant at the service, without HTTP',
      [...new Set(figures.map(({ atOnce }) => atOnce))].map(atOnce => {
        const mine = figures.filter(figure => figure.atOnce === atOnce);
        const of = (who: 'service' | 'sql', what: keyof Cost) =>
          median(mine.map(figure => figure[who][what]));
        return {
          'at once': atOnce,
          'service ms': of('service', 'ms'),
          'bare SQL ms': of('sql', 'ms'),
          'SQL ÷ service': of('sql', 'ms') / of('service', 'ms'),
          'service CPU ms': of('service', 'cpuMs'),
          'bare SQL CPU ms': of('sql', 'cpuMs'),
        };
      }),
    );
    process.stdout.write(`\nRows of one tenant: ${JSON.stringify(rows)}\n`);
  } finally {
    await stack.stop();
  }
}
