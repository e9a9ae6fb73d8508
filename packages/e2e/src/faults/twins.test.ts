import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { CreateTenantResponse } from '@ananta/backstage-plugin-tenants-common';
import { ONE_OF_EACH, takeInventory } from '../support/inventory.ts';
import { Stack } from '../support/Stack.ts';
import { ApiFailure, newTenant } from '../support/StaffApi.ts';

describe('the same thing at once', () => {
  let stack: Stack;

  before(async () => {
    stack = await Stack.create({ firstPort: 8100 });
    await stack.startHost();
  });

  after(() => stack?.stop());

  it('one key twice: one 202, one 409', async () => {
    const answers = await Promise.allSettled([
      stack.api.createTenant('twin', { domains: [] }),
      stack.api.createTenant('twin', { domains: [] }),
    ]);
    const refused = answers.filter(answer => answer.status === 'rejected');
    assert.equal(refused.length, 1);
    const { reason } = refused[0] as PromiseRejectedResult;
    assert.ok(reason instanceof ApiFailure);
    assert.equal(reason.status, 409);
    assert.equal(reason.body.code, 'key_taken');
    assert.equal(reason.body.param, 'key');
  });

  it('one Idempotency-Key fifty times: one tenant, one run, one answer', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        stack.api.request<CreateTenantResponse>('POST', '/tenants/tenants', {
          body: newTenant('fifty'),
          headers,
        }),
      ),
    );
    const distinct = new Set(answers.map(answer => JSON.stringify(answer)));
    assert.equal(distinct.size, 1);
    const { tenant, run } = answers[0];
    const ended = await stack.api.endOf(run.id, 20_000);
    assert.equal(ended.status, 'succeeded');
    assert.deepEqual(await takeInventory(stack, tenant), ONE_OF_EACH);
    const runs = await stack.api.request<{ items: unknown[] }>(
      'GET',
      `/tenants/tenants/${tenant.id}/runs`,
    );
    assert.equal(runs.items.length, 1);
  });
});
