import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Run } from '@ananta/backstage-plugin-tenants-common';
import { NOTHING, ONE_OF_EACH, takeInventory } from '../support/inventory.ts';
import { Stack } from '../support/Stack.ts';
import { assertSoundTimeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';

const BOOTSTRAP = 'app-plane.bootstrap';

describe('the app plane in trouble', () => {
  let stack: Stack;

  before(async () => {
    stack = await Stack.create({ firstPort: 7900 });
    await stack.startHost();
  });

  after(() => stack?.stop());

  afterEach(async () => {
    stack.proxy.fault = 'pass';
    await stack.proxy.close();
    await stack.proxy.open();
  });

  it('down for good: everything is undone at once, and a retry succeeds', async () => {
    await stack.proxy.close();
    const { tenant, run } = await stack.api.createTenant('down');
    const ended = await stack.api.endOf(run.id, 30_000);
    assert.equal(ended.status, 'compensated');
    assertSoundTimeline(ended);
    const step = stepOf(ended, BOOTSTRAP);
    assert.ok(attemptsToDo(ended) > 1, 'it was tried more than once');
    assert.equal(step.lastError?.code, 'connection_refused');
    assert.deepEqual(await takeInventory(stack, tenant), NOTHING);

    await stack.proxy.open();
    const retried = await stack.api.retry(run.id);
    const second = await stack.api.endOf(retried.run.id, 20_000);
    assert.equal(second.status, 'succeeded');
    assert.equal(second.retryOf, run.id);
    assert.deepEqual(await takeInventory(stack, tenant), ONE_OF_EACH);
  });

  it('down for a moment: the run goes on', async () => {
    await stack.proxy.close();
    const { tenant, run } = await stack.api.createTenant('blink');
    await until('a first failure', 10_000, async () =>
      Boolean(stepOf(await stack.api.getRun(run.id), BOOTSTRAP).lastError),
    );
    await stack.proxy.open();
    const ended = await stack.api.endOf(run.id, 20_000);
    assert.equal(ended.status, 'succeeded');
    assert.deepEqual(await takeInventory(stack, tenant), ONE_OF_EACH);
  });

  for (const fault of ['error', 'late', 'reset'] as const) {
    it(`${fault} for a moment: the run goes on, with one organization`, async () => {
      stack.proxy.fault = fault;
      const { tenant, run } = await stack.api.createTenant(`once-${fault}`);
      await until('a first failure', 15_000, async () =>
        Boolean(stepOf(await stack.api.getRun(run.id), BOOTSTRAP).lastError),
      );
      stack.proxy.fault = 'pass';
      const ended = await stack.api.endOf(run.id, 20_000);
      assert.equal(ended.status, 'succeeded');
      assertSoundTimeline(ended);
      assert.deepEqual(await takeInventory(stack, tenant), ONE_OF_EACH);
    });

    it(`${fault} for good: stands in compensating and says why, until it heals`, async () => {
      stack.proxy.fault = fault;
      const { tenant, run } = await stack.api.createTenant(`ever-${fault}`);
      const stuck = await until('needs attention', 40_000, async () => {
        const now = await stack.api.getRun(run.id);
        return now.status === 'compensating' && now.needsAttention && now;
      });
      assert.ok(stuck.statusReason, 'it says why');
      assert.equal((await stack.api.getTenant(tenant.id)).needsAttention, true);

      stack.proxy.fault = 'pass';
      const ended = await stack.api.endOf(run.id, 30_000);
      assert.equal(ended.status, 'compensated');
      assertSoundTimeline(ended);
      assert.equal(ended.needsAttention, false);
      assert.deepEqual(await takeInventory(stack, tenant), NOTHING);

      const { run: again } = await stack.api.retry(run.id);
      const second = await stack.api.endOf(again.id, 20_000);
      assert.equal(second.status, 'succeeded');
      assert.deepEqual(await takeInventory(stack, tenant), ONE_OF_EACH);
    });
  }

  function attemptsToDo(run: Run): number {
    return stepOf(run, BOOTSTRAP).attempts.filter(a => a.kind === 'do').length;
  }
});

function stepOf(run: Run, id: string) {
  const step = run.steps.find(candidate => candidate.id === id);
  assert.ok(step, `the run has a step ${id}`);
  return step;
}
