import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  TestDatabases,
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { Job, QueueDefinition } from '.';
import { createEngine } from './__testUtils__/startEngine';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const running: { stop(): Promise<void> }[] = [];
const retry = { limit: 5, initialSeconds: 0, maxSeconds: 0 };
let db: Knex;

beforeAll(async () => {
  db = await databases.init('POSTGRES_18' as TestDatabaseId);
});

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
});

/** Knex hides the password from whoever copies its settings. */
function connection() {
  const { host, port, user, password, database } = db.client.connectionSettings;
  return { host, port, user, password, database };
}

async function startEngine(
  queue?: QueueDefinition,
  handler: (job: Job) => Promise<void> = async () => {},
) {
  const created = createEngine(connection(), mockServices.logger.mock());
  running.push(created);
  if (queue) {
    await created.engine.work(queue, handler);
  }
  await created.start();
  return created;
}

type Engine = Awaited<ReturnType<typeof startEngine>>['engine'];

const send = (
  engine: Engine,
  queue: string,
  data: Record<string, string>,
  options?: { singletonKey?: string; startAfter?: Date },
) => db.transaction(trx => engine.send(trx, queue, data, options));

const jobsOf = (queue: string) =>
  db('pgboss.job').where({ name: queue }).orderBy('created_on');

/** Values that arrive one by one, to be awaited. */
function channel<T>() {
  const values: T[] = [];
  const waiting: (() => void)[] = [];
  return {
    values,
    push(value: T) {
      values.push(value);
      waiting.splice(0).forEach(wake => wake());
    },
    async reach(count: number) {
      while (values.length < count) {
        await new Promise<void>(resolve => waiting.push(resolve));
      }
      return values;
    },
  };
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

it('does what a committed transaction sends, and nothing else', async () => {
  const done = channel<string>();
  const { engine } = await startEngine(
    { name: 'a', concurrency: 2, retry },
    async job => done.push(job.data.id),
  );
  const lost = db.transaction(async trx => {
    await engine.send(trx, 'a', { id: 'lost' });
    throw new Error('rolled back');
  });
  await expect(lost).rejects.toThrow('rolled back');
  await send(engine, 'a', { id: 'kept' });
  expect(await done.reach(1)).toEqual(['kept']);
});

it('sends from a process that works nothing and was not started', async () => {
  const done = channel<string>();
  await startEngine({ name: 'b', concurrency: 1, retry }, async job =>
    done.push(job.data.id),
  );
  const sender = createEngine(connection(), mockServices.logger.mock());
  running.push(sender);
  await send(sender.engine, 'b', { id: 'x' });
  expect(await done.reach(1)).toEqual(['x']);
  await expect(send(sender.engine, 'nowhere', {})).rejects.toThrow(
    'Queue nowhere does not exist',
  );
});

it('works off a backlog without waiting between jobs', async () => {
  const done = channel<string>();
  const { engine } = await startEngine();
  await engine.work({ name: 'backlog', concurrency: 3, retry }, async job =>
    done.push(job.data.id),
  );
  await db.transaction(async trx => {
    for (let i = 0; i < 60; i++) {
      await engine.send(trx, 'backlog', { id: String(i) });
    }
  });
  const startedAt = Date.now();
  expect(new Set(await done.reach(60)).size).toBe(60);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
});

it('works one job of a key at a time, over all processes, and keys side by side', async () => {
  const queue = {
    name: 'keyed',
    oneAtATimePerKey: true,
    concurrency: 5,
    retry,
  };
  const done = channel<string>();
  const active = new Map<string, number>();
  const most = new Map<string, number>();
  let together = 0;
  const handler = async ({ data: { key } }: Job) => {
    active.set(key, (active.get(key) ?? 0) + 1);
    most.set(key, Math.max(most.get(key) ?? 0, active.get(key)!));
    together = Math.max(
      together,
      [...active.values()].reduce((a, b) => a + b),
    );
    await db.raw('SELECT pg_sleep(0.05)');
    active.set(key, active.get(key)! - 1);
    done.push(key);
  };
  const { engine } = await startEngine(queue, handler);
  await startEngine(queue, handler);
  await Promise.all(
    Array.from({ length: 18 }, (_, i) => {
      const key = `k${i % 3}`;
      return send(engine, 'keyed', { key }, { singletonKey: key });
    }),
  );
  await done.reach(18);
  expect(Object.fromEntries(most)).toEqual({ k0: 1, k1: 1, k2: 1 });
  expect(together).toBeGreaterThan(1);
});

it('calls a handler that throws again', async () => {
  const attempts = channel<number>();
  const { engine } = await startEngine(
    { name: 'flaky', concurrency: 1, retry },
    async job => {
      attempts.push(job.attempt);
      if (job.attempt < 3) {
        throw new Error('not yet');
      }
    },
  );
  await send(engine, 'flaky', {});
  expect(await attempts.reach(3)).toEqual([1, 2, 3]);
});

it('waits before it calls again, twice as long each time, up to a limit', async () => {
  const attempts = channel<number>();
  const { engine } = await startEngine(
    {
      name: 'slow',
      concurrency: 1,
      retry: { limit: 5, initialSeconds: 100, maxSeconds: 300 },
    },
    async job => {
      attempts.push(job.attempt);
      throw new Error('secret');
    },
  );
  await send(engine, 'slow', {});
  for (const [attempt, seconds] of [
    [1, 100],
    [2, 200],
    [3, 300],
    [4, 300],
  ]) {
    await attempts.reach(attempt);
    await engineIdle('slow');
    const [job] = await jobsOf('slow');
    const delay = (job.start_after.getTime() - Date.now()) / 1000;
    expect(delay).toBeGreaterThan(0.7 * seconds);
    expect(delay).toBeLessThanOrEqual(seconds);
    expect(JSON.stringify(job.output)).not.toContain('secret');
    await db('pgboss.job')
      .where({ id: job.id })
      .update({ start_after: db.fn.now() });
  }
});

/** Waits until no job of the queue is active. */
async function engineIdle(queue: string) {
  for (;;) {
    const jobs = await jobsOf(queue);
    if (jobs.every(job => job.state !== 'active')) {
      return;
    }
    await db.raw('SELECT pg_sleep(0.02)');
  }
}

it('keeps a job for later until it is due', async () => {
  const done = channel<string>();
  const { engine } = await startEngine(
    { name: 'later', concurrency: 1, retry },
    async job => done.push(job.data.id),
  );
  const startAfter = new Date(Date.now() + 3_600_000);
  await send(engine, 'later', { id: 'later' }, { startAfter });
  await send(engine, 'later', { id: 'now' });
  expect(await done.reach(1)).toEqual(['now']);
  const [later] = await jobsOf('later');
  expect(later).toMatchObject({ state: 'created', start_after: startAfter });
});

it('gives back on shutdown what it has at hand', async () => {
  const queue = {
    name: 'handed',
    oneAtATimePerKey: true,
    concurrency: 1,
    retry,
  };
  const taken = channel<number>();
  const first = await startEngine(queue, async job => {
    taken.push(job.attempt);
    await aborted(job.signal);
    job.signal.throwIfAborted();
  });
  await send(first.engine, 'handed', {}, { singletonKey: 'k' });
  await taken.reach(1);
  await startEngine(queue, async job => taken.push(job.attempt));
  await first.stop();
  running.splice(running.indexOf(first), 1);
  expect(await taken.reach(2)).toEqual([1, 2]);
});

it('lets an attempt that lost its job settle nothing, and tells it', async () => {
  const taken = channel<number>();
  const lost = channel<string>();
  let finishSecond = () => {};
  const { engine } = await startEngine(
    { name: 'zombie', concurrency: 2, retry },
    async job => {
      taken.push(job.attempt);
      if (job.attempt === 1) {
        await aborted(job.signal);
        lost.push('first');
      } else if (job.attempt === 2) {
        await new Promise<void>(resolve => {
          finishSecond = resolve;
        });
      }
    },
  );
  await send(engine, 'zombie', {});
  await taken.reach(1);
  await db('pgboss.job')
    .where({ name: 'zombie' })
    .update({
      heartbeat_seconds: 0,
      heartbeat_on: db.raw(`now() - interval '1 minute'`),
    });
  await taken.reach(2);
  await db('pgboss.job')
    .where({ name: 'zombie' })
    .update({ heartbeat_seconds: 10 });
  await lost.reach(1);
  await send(engine, 'zombie', {});
  await taken.reach(3);
  const [job] = await jobsOf('zombie');
  expect(job).toMatchObject({ state: 'active', retry_count: 1 });
  finishSecond();
});

it('goes on after PostgreSQL ended its connections', async () => {
  const done = channel<string>();
  const { engine } = await startEngine(
    { name: 'resilient', concurrency: 1, retry },
    async job => done.push(job.data.id),
  );
  await db.raw(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name LIKE 'ananta-%' AND datname = current_database()`,
  );
  await send(engine, 'resilient', { id: 'x' });
  expect(await done.reach(1)).toEqual(['x']);
});

it('takes over from a process that was killed, within 15 s', async () => {
  const child = fork(
    require.resolve('./__testUtils__/hangingWorker'),
    [JSON.stringify(connection())],
    {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
    },
  );
  running.push({
    stop: async () => {
      child.kill('SIGKILL');
    },
  });
  const told = channel<number>();
  child.on('message', (message: { attempt?: number }) => {
    if (message.attempt !== undefined) {
      told.push(message.attempt);
    }
  });
  const sender = await startEngine();
  await told.reach(1);
  await send(sender.engine, 'hung', {}, { singletonKey: 'k' });
  expect(await told.reach(2)).toEqual([0, 1]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const killedAt = Date.now();

  const taken = channel<number>();
  await startEngine(
    {
      name: 'hung',
      oneAtATimePerKey: true,
      concurrency: 1,
      retry: { limit: 5, initialSeconds: 60, maxSeconds: 60 },
    },
    async job => taken.push(job.attempt),
  );
  expect(await taken.reach(1)).toEqual([2]);
  expect(Date.now() - killedAt).toBeLessThan(15_000);
});
