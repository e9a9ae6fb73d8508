import { newTenant } from '../support/StaffApi.ts';
import { signIn } from '../support/signIn.ts';
import { Stack, type StackOptions } from '../support/Stack.ts';
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

/**
 * The same reads in the whole portal, by the operator and by a person: whose
 * permissions are asked of the policy at each request. With few tenants, so that
 * the catalog has little to take in meanwhile.
 */
export async function benchHttpAsUser(
  options: { tenants?: number; seconds?: number; rounds?: number } = {},
): Promise<void> {
  const { tenants = 100, seconds = 5, rounds = 2 } = options;
  const stack = await startSeeded(tenants, { host: 'portal', config: [] });
  try {
    const operator = await targetOf(stack);
    const { token } = await signIn(stack.origin, 'engineer');
    const targets = { operator, user: { ...operator, token } };
    const rows: Row[] = [];
    for (let round = 1; round <= rounds; round++) {
      for (const name of ['list', 'read']) {
        for (const [caller, target] of Object.entries(targets)) {
          const load = { connections: 8, seconds };
          const figures = await measureLoad(target, SHAPES[name], load);
          rows.push({ request: name, caller, round, ...figures });
        }
      }
    }
    printTable('Requests in the portal, by caller', rows);
  } finally {
    await stack.stop();
  }
}

/** An installation with so many tenants, whose runs nobody drives. */
export async function startSeeded(
  tenants: number,
  options: Partial<StackOptions> = {},
): Promise<Stack> {
  const stack = await Stack.create({
    firstPort: 7700,
    config: [RUNS_OFF],
    settings: [],
    ...options,
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
