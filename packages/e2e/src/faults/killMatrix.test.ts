import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Gate } from '../support/Gate.ts';
import { NOTHING, ONE_OF_EACH, takeInventory } from '../support/inventory.ts';
import { Stack } from '../support/Stack.ts';
import { assertSoundTimeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';
import { MOMENTS, type Moment } from './moments.ts';

/** From the start of a new process to the first thing it does for the run. */
const TAKEOVER_WITHIN_MS = 15_000;
const END_WITHIN_MS = 30_000;
/** Installations in which backends are killed at the same time. */
const LANES = 3;

interface Scenario {
  moment: Moment;
  /** A cancel is the first thing that the new process hears. */
  cancelled: boolean;
}

const SCENARIOS: Scenario[] = [
  ...MOMENTS.map(moment => ({ moment, cancelled: false })),
  ...MOMENTS.filter(({ when }) => when === 'after').map(moment => ({
    moment,
    cancelled: true,
  })),
];

describe('SIGKILL of the backend', { concurrency: LANES }, () => {
  for (let lane = 0; lane < LANES; lane++) {
    const scenarios = SCENARIOS.filter((_, index) => index % LANES === lane);
    describe(`installation ${lane + 1}`, { concurrency: false }, () =>
      killAndStartAgain(7600 + lane * 20, scenarios),
    );
  }
});

function killAndStartAgain(firstPort: number, scenarios: Scenario[]): void {
  let stack: Stack;

  before(async () => {
    stack = await Stack.create({ firstPort });
    await stack.startHost();
  });

  after(() => stack?.stop());

  for (const [index, { moment, cancelled }] of scenarios.entries()) {
    const { when, step } = moment;
    const key = `killed-${index}`;
    if (cancelled) {
      it(`${when} ${step}, then cancelled: undone`, async () => {
        const { tenant, run } = await killAt(stack, moment, key);
        await stack.api.cancel(run.id);
        const ended = await stack.api.endOf(run.id, END_WITHIN_MS);
        assert.equal(ended.status, 'cancelled');
        assertSoundTimeline(ended);
        assert.deepEqual(await takeInventory(stack, tenant), NOTHING);
        const now = await stack.api.getTenant(tenant.id);
        assert.equal(now.status, 'provisioning_failed');
      });
    } else {
      it(`${when} ${step}: ends provisioned, once`, async () => {
        const { tenant, run } = await killAt(stack, moment, key);
        await takenOver(stack, run.id);
        const ended = await stack.api.endOf(run.id, END_WITHIN_MS);
        assert.equal(ended.status, 'succeeded');
        assertSoundTimeline(ended);
        assert.deepEqual(await takeInventory(stack, tenant), ONE_OF_EACH);
        const now = await stack.api.getTenant(tenant.id);
        assert.equal(now.status, 'active');
      });
    }
  }
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
  const { lastEventId } = await stack.api.getRun(runId);
  await until(`taking over run ${runId}`, TAKEOVER_WITHIN_MS, async () => {
    const run = await stack.api.getRun(runId);
    return run.lastEventId > lastEventId || run.status === 'succeeded';
  });
}
