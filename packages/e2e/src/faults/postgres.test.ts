import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Gate } from '../support/Gate.ts';
import { ONE_OF_EACH, takeInventory } from '../support/inventory.ts';
import { Stack } from '../support/Stack.ts';
import { assertSoundTimeline } from '../support/timeline.ts';
import { until } from '../support/until.ts';
import { MOMENTS } from './moments.ts';

describe('PostgreSQL restarted in mid-run', () => {
  let stack: Stack;

  before(async () => {
    stack = await Stack.create({ firstPort: 8000 });
    await stack.startHost();
  });

  after(() => stack?.stop());

  it('the backend comes back by itself and the run goes on', async () => {
    const moment = MOMENTS.find(
      ({ step, when }) => step === 'identity.owner' && when === 'during',
    );
    assert.ok(moment);
    const gate = await Gate.close(stack, moment.gate);
    const { tenant, run } = await stack.api.createTenant('restarted');
    await gate.reached();
    const process = stack.host?.pid;
    await stack.restartPostgres();
    await removeGate(stack, moment.gate.table);

    await until('the backend answers again', 30_000, async () =>
      Boolean(await stack.api.getRun(run.id)),
    );
    const ended = await stack.api.endOf(run.id, 45_000);
    assert.equal(ended.status, 'succeeded');
    assertSoundTimeline(ended);
    assert.equal(stack.host?.pid, process);
    assert.ok(stack.host?.isRunning, 'it is the same process');
    assert.deepEqual(await takeInventory(stack, tenant), ONE_OF_EACH);
  });
});

/** The gate's own connection went with the server; its trigger did not. */
async function removeGate(stack: Stack, table: string): Promise<void> {
  const client = await stack.connect('ananta');
  await client.query(`DROP TRIGGER IF EXISTS e2e_gate ON ${table}`);
  await client.end();
}
