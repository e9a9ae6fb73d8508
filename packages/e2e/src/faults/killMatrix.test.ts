import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Gate } from '../support/Gate.ts';
import {
  NOTHING,
  ONE_OF_EACH,
  takeInventory,
} from '../support/inventory.ts';
import { Stack } from '../support/Stack.ts';
import { assertSoundTimeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';
import { MOMENTS, type Moment } from './moments.ts';

/** From the start of a new process to the first thing it does for the run. */
const TAKEOVER_WITHIN_MS = 15_000;
const END_WITHIN_MS = 30_000;
const LANES = 3;

/**
 * The backend is killed at every moment of every step, in three installations at
 * a time, and started again: each run ends as it should, once.
 */
for (let lane = 0; lane < LANES; lane++) {
  const mine = MOMENTS.filter((_, index) => index % LANES === lane);

  describe(`SIGKILL, lane ${lane + 1}`, { concurrency: false }, () => {
    let stack: Stack;

    before(async () => {
      stack = await Stack.create({ firstPort: 7600 + lane * 100 });
      await stack.startHost();
    });

    after(() => stack?.stop());

    for (const [index, moment] of mine.entries()) {
      it(`${moment.when} ${moment.step}: ends provisioned, once`, async () => {
        const { tenant, run } = await killAt(stack, moment, `kill-${lane}${index}`);
        await takenOver(stack, run.id);
        const ended = await stack.api.endOf(run.id, END_WITHIN_MS);
        assert.equal(ended.status, 'succeeded');
        assertSoundTimeline(ended);
        assert.deepEqual(await takeInventory(stack, tenant), ONE_OF_EACH);
        const now = await stack.api.getTenant(tenant.id);
        assert.equal(now.status, 'active');
      });
    }

    for (const [index, moment] of mine.entries()) {
      if (moment.when !== 'after') continue;
      it(`${moment.when} ${moment.step}, then cancelled: undone`, async () => {
        const { tenant, run } = await killAt(stack, moment, `undo-${lane}${index}`);
        await stack.api.cancel(run.id);
        const ended = await stack.api.endOf(run.id, END_WITHIN_MS);
        assert.equal(ended.status, 'cancelled');
        assertSoundTimeline(ended);
        assert.deepEqual(await takeInventory(stack, tenant), NOTHING);
        const now = await stack.api.getTenant(tenant.id);
        assert.equal(now.status, 'provisioning_failed');
      });
    }
  });
}

/** Starts a tenant, kills the backend at the moment, and starts it again. */
async function killAt(stack: Stack, moment: Moment, key: string) {
  const gate = await Gate.close(stack, moment.gate);
  try {
    const created = await stack.api.createTenant(key);
    await gate.reached();
    return created;
  } finally {
    await stack.killHost();
    await gate.open();
    await stack.startHost();
  }
}

async function takenOver(stack: Stack, runId: string): Promise<void> {
  const before = (await stack.api.getRun(runId)).lastEventId;
  await until(`taking over run ${runId}`, TAKEOVER_WITHIN_MS, async () => {
    const run = await stack.api.getRun(runId);
    return run.lastEventId > before || run.status === 'succeeded';
  });
}
