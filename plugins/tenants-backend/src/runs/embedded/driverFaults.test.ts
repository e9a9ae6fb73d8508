import { usePostgres } from '../../__testUtils__/database';
import {
  expectProvisioned,
  expectUndone,
  OUTSIDE_STEPS,
} from '../__testUtils__/expectations';
import {
  answerLost,
  hangs,
  lostOnTheWay,
  refused,
  rejected,
  type Act,
  type Fault,
} from '../__testUtils__/FaultyWorld';
import { Harness, statusesOf } from '../__testUtils__/harness';

jest.setTimeout(120_000);

const DOING: Array<[Act, string]> = [
  ['ensureRealm', 'identity.realm'],
  ['ensureOwner', 'identity.owner'],
  ['putSecret', 'database.schema'],
  ['ensureSchema', 'database.schema'],
  ['bootstrap', 'app-plane.bootstrap'],
  ['createSubscription', 'billing.subscription'],
];

const UNDOING: Act[] = [
  'deleteSubscription',
  'offboard',
  'removeSchema',
  'removeSecrets',
  'removeOwner',
  'removeRealm',
];

describe('a run, when systems outside fail', () => {
  const createDatabase = usePostgres();
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start(await createDatabase(), {
      driven: 'by hand',
      runs: {
        needsAttentionAfter: '1 minute',
        steps: Object.fromEntries(
          OUTSIDE_STEPS.map(id => [
            id,
            { attemptTimeout: '50ms', giveUpAfter: '1 minute' },
          ]),
        ),
      },
    });
  });
  afterAll(() => harness.stop());
  afterEach(() => harness.world.healAll());

  it('provisions a tenant, step by step', async () => {
    const run = await harness.provision();
    expect(Object.values(statusesOf(run))).toEqual(Array(7).fill('pending'));
    expect(run.possibleActs).toEqual(['cancel']);

    await harness.drive(run);

    await expectProvisioned(harness, run);
    const ended = await harness.service.get(run.id);
    expect(ended.possibleActs).toEqual([]);
    expect(ended.steps.every(({ attempts }) => attempts.length === 1)).toBe(
      true,
    );
    expect(await harness.eventTypesOf(run)).toEqual(['tenant.provisioned']);
    const keys = [...harness.world.keys].filter(key => key.startsWith(run.id));
    expect(keys).toEqual(OUTSIDE_STEPS.map(id => `${run.id}/${id}`));
    const events = await harness.eventsOf(run);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  });

  const passing: Array<[string, Fault]> = [
    ['is refused', refused],
    ['answers, but the answer is lost', answerLost],
    ['fails without a word', lostOnTheWay],
    ['hangs past the time-out', hangs],
  ];
  it.each(
    DOING.flatMap(([act, step]) =>
      passing.map(([name, fault]) => [act, name, step, fault] as const),
    ),
  )('goes on when %s %s once', async (act, _name, stepId, fault) => {
    const run = await harness.provision();
    harness.world.inject(act, fault);
    await harness.driveToEnd(run);
    await expectProvisioned(harness, run);
    const ended = await harness.service.get(run.id);
    const step = ended.steps.find(({ id }) => id === stepId);
    expect(step?.attempts.map(({ outcome }) => outcome)).toEqual([
      'failed',
      'succeeded',
    ]);
  });

  const lasting: Array<[string, Fault]> = [
    ['is rejected', rejected],
    ['is refused for good', refused],
    ['loses every answer', answerLost],
    ['hangs every time', hangs],
  ];
  it.each(
    DOING.flatMap(([act]) =>
      lasting.map(([name, fault]) => [act, name, fault] as const),
    ),
  )('undoes everything when %s %s', async (act, _name, fault) => {
    const run = await harness.provision();
    harness.world.breakDown(act, fault);
    const before = harness.world.calls.length;
    await harness.driveToEnd(run);
    harness.world.heal(act);

    await expectUndone(harness, run, 'compensated');
    const undone = harness.world.calls
      .slice(before)
      .filter(call => UNDOING.includes(call));
    expect(undone).toEqual(UNDOING.slice(UNDOING.length - undone.length));
    expect(await harness.eventTypesOf(run)).toEqual([
      'tenant.provisioning_failed',
    ]);
  });

  it.each(UNDOING)('tries to undo until %s succeeds', async act => {
    const run = await harness.provision();
    harness.world.inject(act, refused, answerLost, hangs, lostOnTheWay);
    harness.world.inject('createSubscription', answerLost, rejected);
    await harness.driveToEnd(run);
    await expectUndone(harness, run, 'compensated');
  });

  it('undoes at once, without asking it, what never arrived', async () => {
    const run = await harness.provision();
    harness.world.breakDown('bootstrap', refused);
    harness.world.breakDown('offboard', refused);
    await harness.driveToEnd(run);
    harness.world.heal('bootstrap');
    harness.world.heal('offboard');
    await expectUndone(harness, run, 'compensated');
    const ended = await harness.service.get(run.id);
    expect(statusesOf(ended)).toMatchObject({
      'tenant.reserve': 'compensated',
      'database.schema': 'compensated',
      'app-plane.bootstrap': 'failed',
      'billing.subscription': 'skipped',
      'tenant.activate': 'skipped',
    });
    expect(ended.steps[4].lastError).toMatchObject({
      code: 'connection_refused',
    });
  });

  it('stands in compensating, says why and asks for attention until the app plane is back', async () => {
    const run = await harness.provision();
    harness.world.inject('bootstrap', answerLost);
    harness.world.breakDown('bootstrap', refused);
    harness.world.breakDown('offboard', refused);
    for (let round = 0; round < 20; round += 1) {
      await harness.drive(run);
      harness.skipBackoff(await harness.service.get(run.id));
    }
    const stuck = await harness.service.get(run.id);
    expect(stuck).toMatchObject({
      status: 'compensating',
      needsAttention: true,
      statusReason: expect.stringMatching(/gave up: .* Connection refused\.$/),
      possibleActs: [],
    });
    expect(await harness.tenantOf(run)).toMatchObject({
      status: 'provisioning',
      needsAttention: true,
    });
    expect(await harness.eventTypesOf(run)).toEqual(['run.needs_attention']);

    harness.world.heal('bootstrap');
    harness.world.heal('offboard');
    await harness.driveToEnd(run);
    await expectUndone(harness, run, 'compensated');

    const ended = await harness.service.get(run.id);
    expect(ended.possibleActs).toEqual(['retry']);
    const retry = await harness.retry(ended);
    expect(retry).toMatchObject({ retryOf: run.id, status: 'running' });
    expect(await harness.service.get(run.id)).toMatchObject({
      retriedBy: retry.id,
      possibleActs: [],
    });
    await expect(harness.retry(ended)).rejects.toMatchObject({
      code: 'run_not_retryable',
    });
    await harness.driveToEnd(retry);
    await expectProvisioned(harness, retry);
  });
  it('asks for attention when the portal itself fails for long, until it goes on', async () => {
    const run = await harness.provision();
    const rename = (from: string, to: string) =>
      harness.database.schema.renameTable(from, to);
    harness.world.inject('ensureRealm', refused);
    await harness.drive(run);
    harness.skipBackoff(await harness.service.get(run.id));

    await rename('tenant_resources', 'resources_away');
    await expect(harness.drive(run)).rejects.toThrow('tenant_resources');
    const failing = await harness.service.get(run.id);
    expect(failing.needsAttention).toBe(false);

    harness.aheadMs += 61_000;
    await expect(harness.drive(run)).rejects.toThrow('tenant_resources');
    expect(await harness.service.get(run.id)).toMatchObject({
      status: 'running',
      needsAttention: true,
      statusReason: expect.stringContaining('The portal itself fails'),
    });
    expect(await harness.tenantOf(run)).toMatchObject({ needsAttention: true });
    expect(await harness.eventTypesOf(run)).toEqual(['run.needs_attention']);

    await rename('resources_away', 'tenant_resources');
    await harness.driveToEnd(run);
    await expectProvisioned(harness, run);
    const ended = await harness.service.get(run.id);
    expect(ended.statusReason).toBeUndefined();
  });
});
