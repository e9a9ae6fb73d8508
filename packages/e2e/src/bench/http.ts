import { newTenant } from '../support/StaffApi.ts';
import { Stack } from '../support/Stack.ts';
import { measureLoad, type Shape, type Target } from './load.ts';
import { RUNS_OFF } from './configs.ts';
import { printTable, type Row } from './report.ts';
import { removeCreatedTenants, seededIds, seedTenants } from './tenantRows.ts';

const SHAPES: Record<string, Shape> = {
  list: { path: '/api/tenants/tenants?limit=20' },
  read: { path: '/api/tenants/tenants/{id}' },
  create: {
    method: 'POST',
    path: '/api/tenants/tenants',
    body: key => newTenant(key),
  },
};

/** Tenants over HTTP with the operator's token. Runs are started, and driven later. */
export async function benchHttp(
  options: { tenants?: number; seconds?: number; rounds?: number } = {},
): Promise<void> {
  const { tenants = 10_000, seconds = 5, rounds = 2 } = options;
  const stack = await startSeeded(tenants);
  try {
    const target = await targetOf(stack);
    const rows: Row[] = [];
    for (const connections of [1, 8, 16]) {
      for (let round = 1; round <= rounds; round++) {
        for (const [name, shape] of Object.entries(SHAPES)) {
          const figures = await measureLoad(target, shape, {
            connections,
            seconds,
          });
          rows.push({ request: name, connections, round, ...figures });
          if (shape.body) {
            await clean(stack);
          }
        }
      }
    }
    printTable(`Requests at ${tenants} tenants`, rows);
  } finally {
    await stack.stop();
  }
}

/** An installation with so many tenants, whose runs nobody drives. */
export async function startSeeded(tenants: number): Promise<Stack> {
  const stack = await Stack.create({
    firstPort: 7700,
    config: [RUNS_OFF],
    settings: [],
  });
  await stack.startHost();
  const client = await stack.connect('ananta');
  await seedTenants(client, { from: 1, to: tenants });
  await client.end();
  return stack;
}

export async function targetOf(stack: Stack): Promise<Target> {
  const client = await stack.connect('ananta');
  const ids = await seededIds(client, 2_000);
  await client.end();
  return {
    origin: stack.origin,
    token: stack.secrets.operatorToken,
    ids,
    pid: stack.host?.pid ?? 0,
  };
}

async function clean(stack: Stack): Promise<void> {
  const client = await stack.connect('ananta');
  await removeCreatedTenants(client);
  await client.end();
}
