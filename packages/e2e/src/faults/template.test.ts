import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Gate } from '../support/Gate.ts';
import { ONE_OF_EACH, takeInventory } from '../support/inventory.ts';
import { signIn } from '../support/signIn.ts';
import { Stack } from '../support/Stack.ts';
import { until } from '../support/until.ts';
import { waitForCatalog } from '../support/waitForCatalog.ts';
import { MOMENTS } from './moments.ts';

/** A task of a killed process is recovered after its stale time-out. */
const RECOVERY_WITHIN_MS = 90_000;

describe('the template New Tenant', () => {
  let stack: Stack;

  before(async () => {
    stack = await Stack.create({ firstPort: 8300, host: 'portal', config: [] });
    await stack.startHost();
    await waitForCatalog(stack, 'kind=template');
    await waitForCatalog(stack, 'kind=user');
  });

  after(() => stack?.stop());

  it('the backend killed in the middle: one tenant, and a finished task', async () => {
    const moment = MOMENTS.find(
      ({ step, when }) => step === 'identity.owner' && when === 'during',
    );
    assert.ok(moment);
    const engineer = await signIn(stack.origin, 'engineer');
    const gate = await Gate.close(stack, moment.gate);
    const { id } = await engineer.request<{ id: string }>(
      'POST',
      '/scaffolder/v2/tasks',
      {
        body: {
          templateRef: 'template:default/new-tenant',
          values: {
            name: 'Template Company',
            key: 'from-template',
            plan: { key: 'professional', interval: 'month' },
            owner: {
              email: 'owner@from-template.example.com',
              firstName: 'Ada',
              lastName: 'Lovelace',
            },
            ownerRef: 'group:default/engineers',
          },
        },
      },
    );
    await gate.reached(60_000);
    await stack.killHost();
    await gate.open();
    await stack.startHost();

    const again = await signIn(stack.origin, 'engineer');
    await until('the task to end', RECOVERY_WITHIN_MS, async () => {
      const task = await again.request<{ status: string }>(
        'GET',
        `/scaffolder/v2/tasks/${id}`,
      );
      assert.notEqual(task.status, 'failed');
      return task.status === 'completed';
    });
    const { items } = await stack.api.listTenants();
    assert.equal(items.length, 1);
    assert.equal(items[0].status, 'active');
    assert.deepEqual(await takeInventory(stack, items[0]), ONE_OF_EACH);
    await waitForCatalog(
      stack,
      'kind=tenant,metadata.name=from-template,spec.status=active',
    );
  });
});
