import { usePostgres } from '../../__testUtils__/database';
import {
  answerLost,
  hangs,
  lostOnTheWay,
  pausesUntil,
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

const outside = [
  'identity.realm',
  'identity.owner',
  'database.schema',
  'app-plane.bootstrap',
  'billing.subscription',
];

describe('EmbeddedDriver, driven by hand', () => {
  const createDatabase = usePostgres();
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start(await createDatabase(), {
      driven: 'by hand',
      runs: {
        needsAttentionAfter: '1 minute',
        steps: Object.fromEntries(
          outside.map(id => [
            id,
            { attemptTimeout: '50ms', giveUpAfter: '1 minute' },
          ]),
        ),
      },
    });
  });
  afterAll(() => harness.stop());
  afterEach(() => harness.world.healAll());

  const expectProvisioned = async (run: { id: string; tenantId: string }) => {
    const ended = await harness.service.get(run.id);
    expect(ended).toMatchObject({ status: 'succeeded', needsAttention: false });
    expect(new Set(Object.values(statusesOf(ended)))).toEqual(
      new Set(['succeeded']),
    );
    const tenant = await harness.tenantOf(ended);
    expect(tenant).toMatchObject({
      status: 'active',
      appPlaneOrgId: `org-${run.tenantId}`,
      portalUrl: `https://portal.test/${run.tenantId}`,
      provisionedAt: expect.any(String),
      currentRunId: undefined,
    });
    expect(thingsOf(tenant)).toHaveLength(6);
    const held = await harness.heldResources(ended);
    expect(held.map(({ type, state }) => [type, state])).toEqual([
      ['realm', 'confirmed'],
      ['user', 'confirmed'],
      ['secret', 'confirmed'],
      ['schema', 'confirmed'],
      ['organization', 'confirmed'],
      ['subscription', 'confirmed'],
    ]);
  };

  const expectUndone = async (
    run: { id: string; tenantId: string },
    status: 'compensated' | 'cancelled',
  ) => {
    const ended = await harness.service.get(run.id);
    expect(ended).toMatchObject({ status, needsAttention: false });
    const tenant = await harness.tenantOf(ended);
    expect(tenant).toMatchObject({
      status: 'provisioning_failed',
      needsAttention: false,
      currentRunId: undefined,
    });
    expect(thingsOf(tenant)).toEqual([]);
    expect(await harness.heldResources(ended)).toEqual([]);
  };

  const thingsOf = ({ id, key }: { id: string; key: string }) =>
    [...harness.world.things].filter(
      thing => thing.includes(id) || thing.includes(key),
    );

  it('provisions a tenant, step by step', async () => {
    const run = await harness.provision();
    expect(Object.values(statusesOf(run))).toEqual(Array(7).fill('pending'));
    expect(run.possibleActs).toEqual(['cancel']);

    await harness.drive(run);

    await expectProvisioned(run);
    const ended = await harness.service.get(run.id);
    expect(ended.possibleActs).toEqual([]);
    expect(ended.steps.every(({ attempts }) => attempts.length === 1)).toBe(
      true,
    );
    expect(await harness.eventTypesOf(run)).toEqual(['tenant.provisioned']);
    const keys = [...harness.world.keys].filter(key => key.startsWith(run.id));
    expect(keys).toEqual(outside.map(id => `${run.id}/${id}`));
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
    await expectProvisioned(run);
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

    await expectUndone(run, 'compensated');
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
    await expectUndone(run, 'compensated');
  });

  it('undoes at once, without asking it, what never arrived', async () => {
    const run = await harness.provision();
    harness.world.breakDown('bootstrap', refused);
    harness.world.breakDown('offboard', refused);
    await harness.driveToEnd(run);
    harness.world.heal('bootstrap');
    harness.world.heal('offboard');
    await expectUndone(run, 'compensated');
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
    await expectUndone(run, 'compensated');

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
    await expectProvisioned(retry);
  });

  it('changes nothing as a zombie', async () => {
    const run = await harness.provision();
    let release = () => {};
    const { fault, reached } = pausesUntil(
      new Promise(resolve => {
        release = resolve;
      }),
    );
    harness.world.inject('ensureSchema', fault);
    const zombie = harness.drive(run);
    await reached;
    await harness.drive(run);
    await expectProvisioned(run);
    const events = await harness.eventsOf(run);
    const before = await harness.service.get(run.id);

    release();
    await zombie;

    expect(await harness.eventsOf(run)).toEqual(events);
    expect(await harness.service.get(run.id)).toEqual(before);
    expect(before.steps[3].attempts.map(({ outcome }) => outcome)).toEqual([
      'lost',
      'succeeded',
    ]);
  });

  it('changes nothing as a zombie that wakes after the undo', async () => {
    const run = await harness.provision();
    let release = () => {};
    const { fault, reached } = pausesUntil(
      new Promise(resolve => {
        release = resolve;
      }),
    );
    harness.world.inject('ensureSchema', fault, rejected);
    const zombie = harness.drive(run);
    await reached;
    await harness.driveToEnd(run);
    await expectUndone(run, 'compensated');
    release();
    await zombie;
    await expectUndone(run, 'compensated');
  });

  it('stops when its process does, and another goes on with the same step', async () => {
    const run = await harness.provision();
    const process = new AbortController();
    harness.world.inject('ensureOwner', (_effect, { signal }) => {
      process.abort(new Error('Shutting down'));
      throw signal?.reason;
    });
    await expect(harness.drive(run, process.signal)).rejects.toThrow(
      'Shutting down',
    );
    const stopped = await harness.service.get(run.id);
    expect(stopped.status).toBe('running');
    expect(stopped.steps[2].attempts).toMatchObject([{ outcome: 'lost' }]);
    await harness.driveToEnd(run);
    await expectProvisioned(run);
  });

  it.each(DOING)('is cancelled while %s hangs', async act => {
    const run = await harness.provision();
    let reach = () => {};
    const reached = new Promise<void>(resolve => {
      reach = resolve;
    });
    harness.world.inject(act, (effect, call) => {
      reach();
      return hangs(effect, call);
    });
    const driving = harness.drive(run);
    await reached;
    await harness.cancel(run);
    await driving;
    const ended = await harness.driveToEnd(run);
    await expectUndone(run, 'cancelled');
    expect(ended).toMatchObject({
      cancelRequested: true,
      possibleActs: ['retry'],
      statusReason:
        'Cancelled by user:default/erin-engineer. Everything was undone.',
    });
    expect(await harness.commandsOf(run)).toMatchObject([{ state: 'applied' }]);
  });

  it('is cancelled before it has begun', async () => {
    const run = await harness.provision();
    const command = await harness.cancel(run);
    expect(await harness.cancel(run)).toEqual(command);
    expect(await harness.service.get(run.id)).toMatchObject({
      cancelRequested: true,
      possibleActs: [],
    });
    await harness.drive(run);
    await expectUndone(run, 'cancelled');
    const ended = await harness.service.get(run.id);
    expect(new Set(Object.values(statusesOf(ended)))).toEqual(
      new Set(['skipped']),
    );
  });

  it('is cancelled while it backs off, at once where nothing can have arrived', async () => {
    const run = await harness.provision();
    harness.world.inject('bootstrap', refused);
    harness.world.breakDown('offboard', refused);
    await harness.drive(run);
    await harness.cancel(run);
    await harness.drive(run);
    harness.world.heal('offboard');
    await expectUndone(run, 'cancelled');
  });

  it('is cancelled until the pivot commits, even between its attempts', async () => {
    const run = await harness.provision();
    harness.world.inject('createSubscription', effect => {
      effect();
      return harness.cancel(run).then(() => {});
    });
    await harness.drive(run);
    await expectUndone(run, 'cancelled');
  });

  it('refuses a cancel that comes after the pivot, and one that loses', async () => {
    const run = await harness.provision();
    await harness.driveToEnd(run);
    await expect(harness.cancel(run)).rejects.toMatchObject({
      status: 409,
      code: 'run_not_cancellable',
    });

    const lost = await harness.provision();
    harness.world.inject('ensureRealm', async (effect, call) => {
      await harness.cancel(lost);
      rejected(effect, call);
    });
    await harness.driveToEnd(lost);
    await expectUndone(lost, 'compensated');
    expect(await harness.commandsOf(lost)).toMatchObject([
      { state: 'refused', reason: 'the run is already being undone' },
    ]);
  });

  it('lets a tenant have one unfinished run, and names it', async () => {
    const run = await harness.provision();
    const { database, service } = harness;
    const tenant = await harness.tenantOf(run);
    const second = database.transaction(async trx => {
      await trx.raw(`SELECT set_config('ananta.scope', 'staff', true)`);
      return service.start(trx, {
        type: 'provision-tenant',
        tenant,
        startedBy: 'user:default/erin-engineer',
      });
    });
    await expect(second).rejects.toMatchObject({
      status: 409,
      code: 'run_in_progress',
      message: expect.stringContaining(run.id),
    });
    await harness.driveToEnd(run);
  });

  it('gives up a local step that is refused, and undoes nothing of it', async () => {
    const domain = 'shared.example';
    const first = await harness.provision({ domains: [domain] });
    await harness.cancel(first);
    await harness.database.transaction(async trx => {
      await trx.raw(`SELECT set_config('ananta.scope', 'staff', true)`);
      await trx('tenant_domains').where({ domain }).update('state', 'released');
    });
    await harness.driveToEnd(first);
    const second = await harness.provision({ domains: [domain] });
    await harness.driveToEnd(second);

    const retry = await harness.retry(await harness.service.get(first.id));
    const ended = await harness.driveToEnd(retry);

    expect(ended.status).toBe('compensated');
    expect(ended.steps[0]).toMatchObject({
      status: 'failed',
      lastError: { class: 'final', code: 'domain_taken' },
    });
    await expectUndone(retry, 'compensated');
  });
});
