import {
  TestDatabases,
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  IdempotencyStore,
  apiErrorHandler,
  badRequest,
  createIdempotencyTables,
  dropIdempotencyTables,
} from '..';

jest.setTimeout(20_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const HOUR = 3_600_000;
let db: Knex;
let app: express.Express;
let impatient: express.Express;
let store: IdempotencyStore;
let time = Date.parse('2026-01-01T00:00:00Z');
/** Runs inside the command, before it writes. */
let within: () => Promise<void>;

beforeAll(async () => {
  db = await databases.init('POSTGRES_18' as TestDatabaseId);
  await createIdempotencyTables(db);
  await db.schema.createTable('made', table => {
    table.increments('number');
    table.text('name').notNullable();
  });
  ({ app, store } = createApp());
  impatient = createApp(0).app;
});

beforeEach(async () => {
  within = async () => {};
  await db('made').delete();
  await db('idempotency_keys').delete();
});

function createApp(waitMs = 5_000) {
  const created = IdempotencyStore.create({
    database: db,
    now: () => time,
    waitMs,
  });
  const server = express().use(express.json());
  server.post('/things', (req, res, next) => {
    const scope = {
      caller: String(req.header('caller') ?? 'a'),
      route: 'POST /things',
    };
    created
      .handle(req, res, scope, async claim => {
        if (!req.body.name) {
          throw badRequest('invalid_request', 'name', 'A name is missing');
        }
        await within();
        return db.transaction(async trx => {
          const [row] = await trx('made')
            .insert({ name: req.body.name })
            .returning('*');
          return claim.complete(trx, {
            status: 202,
            headers: { etag: '"1"' },
            body: { z: 1, number: row.number },
          });
        });
      })
      .catch(next);
  });
  server.use(apiErrorHandler({ logger: mockServices.logger.mock() }));
  return { app: server, store: created };
}

const send = (
  key: string | undefined,
  body: object,
  to = app,
  caller = 'a',
) => {
  const sending = request(to).post('/things').set('caller', caller);
  return (
    key === undefined ? sending : sending.set('idempotency-key', key)
  ).send(body);
};
const made = async () =>
  (await db('made').orderBy('number')).map(row => row.name);

/** A promise to be settled from outside. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, opened };
}

it('carries out one of fifty parallel requests and answers all the same', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => send('k', { name: 'one' })),
  );
  expect(await made()).toEqual(['one']);
  expect(new Set(answers.map(answer => answer.text)).size).toBe(1);
  for (const answer of answers) {
    expect(answer.status).toBe(202);
    expect(answer.headers.etag).toBe('"1"');
  }
});

it('answers again, whatever the order of members', async () => {
  const first = await send('k', { name: 'one', x: 1 });
  const again = await send('k', { x: 1, name: 'one' });
  expect(again.text).toBe(first.text);
  expect(await made()).toEqual(['one']);
});

it('refuses the key with another body', async () => {
  await send('k', { name: 'one' });
  const { status, body } = await send('k', { name: 'two' });
  expect({ status, code: body.code }).toEqual({
    status: 422,
    code: 'idempotency_key_reused',
  });
  expect(await made()).toEqual(['one']);
});

it('keeps callers and keys apart, and asks for no key', async () => {
  await send('k', { name: 'one' });
  await send('l', { name: 'two' });
  await send('k', { name: 'three' }, app, 'b');
  await send(undefined, { name: 'four' });
  await send(undefined, { name: 'four' });
  expect(await made()).toEqual(['one', 'two', 'three', 'four', 'four']);
});

it('keeps nothing of a request that failed', async () => {
  expect((await send('k', {})).status).toBe(400);
  expect((await send('k', { name: 'one' })).status).toBe(202);
  within = async () => {
    throw new Error('lost');
  };
  expect((await send('l', { name: 'two' })).status).toBe(500);
  within = async () => {};
  expect((await send('l', { name: 'two' })).status).toBe(202);
  expect(await made()).toEqual(['one', 'two']);
});

it.each(['', 'x'.repeat(256), 'with space'])(
  'refuses the key %p',
  async key => {
    const { status, body } = await send(key, { name: 'one' });
    expect({ status, param: body.param }).toEqual({
      status: 400,
      param: 'Idempotency-Key',
    });
  },
);

describe('while a request is being worked on', () => {
  async function hold(name: string) {
    const entered = gate();
    const finish = gate();
    within = async () => {
      entered.open();
      await finish.opened;
    };
    const first = send('k', { name }).then(answer => answer);
    await entered.opened;
    return { first, finish: finish.open };
  }

  it('says so when it takes too long', async () => {
    const { first, finish } = await hold('one');
    const { status, body, headers } = await send(
      'k',
      { name: 'one' },
      impatient,
    );
    expect({ status, code: body.code }).toEqual({
      status: 409,
      code: 'idempotency_in_progress',
    });
    expect(headers['retry-after']).toBe('1');
    finish();
    expect((await first).status).toBe(202);
  });

  it('lets another take over after the lease, and the first one write nothing', async () => {
    const { first, finish } = await hold('one');
    time += 31_000;
    within = async () => {};
    const second = await send('k', { name: 'one' });
    expect(second.status).toBe(202);
    finish();
    expect((await first).status).toBe(409);
    expect(await made()).toEqual(['one']);
    expect((await send('k', { name: 'one' })).text).toBe(second.text);
  });
});

it('forgets after 24 hours, and purges', async () => {
  await send('k', { name: 'one' });
  time += 23 * HOUR;
  await send('k', { name: 'one' });
  await send('young', { name: 'two' });
  expect(await made()).toEqual(['one', 'two']);
  time += 2 * HOUR;
  expect(await store.purge()).toBe(1);
  await send('k', { name: 'one' });
  expect(await made()).toEqual(['one', 'two', 'one']);
  time += 25 * HOUR;
  await send('k', { name: 'other' });
  expect(await made()).toEqual(['one', 'two', 'one', 'other']);
});

it('takes its tables away', async () => {
  await dropIdempotencyTables(db);
  expect(await db.schema.hasTable('idempotency_keys')).toBe(false);
  await createIdempotencyTables(db);
});
