import { usePostgres } from '../../__testUtils__/database';
import {
  expectProvisioned,
  expectUndone,
  OUTSIDE_STEPS,
} from '../__testUtils__/expectations';
import {
  hangs,
  pausesUntil,
  refused,
  rejected,
  type Act,
} from '../__testUtils__/FaultyWorld';
import { Harness, statusesOf } from '../__testUtils__/harness';

jest.setTimeout(120_000);

const DOING: Act[] = [
  'ensureRealm',
  'ensureOwner',
  'putSecret',
  'ensureSchema',
  'bootstrap',
  'createSubscription',
];

describe('a run, taken over or cancelled', () => {
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
    await expectProvisioned(harness, run);
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
    await expectUndone(harness, run, 'compensated');
    release();
    await zombie;
    await expectUndone(harness, run, 'compensated');
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
    await expectProvisioned(harness, run);
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
    await expectUndone(harness, run, 'cancelled');
    expect(ended).toMatchObject({
      cancelRequested: true,
      possibleActs: ['retry'],
      statusReason: 'Cancelled by erin-engineer. Everything was undone.',
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
    await expectUndone(harness, run, 'cancelled');
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
    await expectUndone(harness, run, 'cancelled');
  });

  it('is cancelled until the pivot commits, even between its attempts', async () => {
    const run = await harness.provision();
    harness.world.inject('createSubscription', effect => {
      effect();
      return harness.cancel(run).then(() => {});
    });
    await harness.drive(run);
    await expectUndone(harness, run, 'cancelled');
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
    await expectUndone(harness, lost, 'compensated');
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
    await expectUndone(harness, retry, 'compensated');
  });
});
