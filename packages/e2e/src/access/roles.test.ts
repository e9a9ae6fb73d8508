import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stack } from '../support/Stack.ts';
import { ApiFailure, StaffApi } from '../support/StaffApi.ts';
import { signIn, USERS, type Role } from '../support/signIn.ts';
import { waitForCatalog } from '../support/waitForCatalog.ts';
import { MAY_COMMAND, readOperations, type Operation } from './operations.ts';

const ROLES = Object.keys(USERS) as Role[];

describe('every route as every role', () => {
  let stack: Stack;
  let operations: Operation[];

  before(async () => {
    stack = await Stack.create({ firstPort: 8200, host: 'portal', config: [] });
    await stack.startHost();
    await waitForCatalog(stack, 'kind=user');
    const { tenant, run } = await stack.api.createTenant('access-sample');
    await stack.api.endOf(run.id, 20_000);
    const { items } = await stack.api.request<{ items: Array<{ id: string }> }>(
      'GET',
      `/billing/subscriptions?tenantId=${tenant.id}`,
    );
    operations = readOperations({
      tenantId: tenant.id,
      runId: run.id,
      subscriptionId: items[0].id,
    });
  });

  after(() => stack?.stop());

  for (const role of ROLES) {
    it(`${role}: sees everything, commands what the role may`, async () => {
      const api = await signIn(stack.origin, role);
      for (const operation of operations) {
        const expected = mayCall(role, operation);
        const status = await call(api, operation);
        if (expected) {
          assert.ok(
            status !== 401 && status !== 403,
            `${operation.id} as ${role}: ${status}`,
          );
        } else {
          assert.equal(status, 403, `${operation.id} as ${role}`);
        }
      }
    });
  }

  it('nobody: sees nothing', async () => {
    for (const operation of operations) {
      const response = await fetch(`${stack.origin}/api${operation.path}`, {
        method: operation.method,
        headers: { 'content-type': 'application/json', ...operation.headers },
        body: operation.body ? JSON.stringify(operation.body) : undefined,
      });
      await response.body?.cancel();
      assert.equal(response.status, 401, operation.id);
    }
  });

  it('a token of nobody we know: sees nothing', async () => {
    const api = new StaffApi(stack.origin, 'a.forged.token');
    for (const operation of operations) {
      assert.equal(await call(api, operation), 401, operation.id);
    }
  });
});

function mayCall(role: Role, { id, method }: Operation): boolean {
  return method === 'GET' || (MAY_COMMAND[id] ?? []).includes(role);
}

async function call(api: StaffApi, operation: Operation): Promise<number> {
  if (operation.id === 'streamRun') {
    return api.openStream(operation.path);
  }
  try {
    await api.request(operation.method, operation.path, operation);
    return 200;
  } catch (error) {
    if (error instanceof ApiFailure) return error.status;
    throw error;
  }
}
