import {
  TestDatabases,
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { PgListener } from '.';

jest.setTimeout(15_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
let db: Knex;
let listener: PgListener;
const warnings: string[] = [];

beforeAll(async () => {
  db = await databases.init('POSTGRES_18' as TestDatabaseId);
});

beforeEach(() => {
  const logger = mockServices.logger.mock();
  logger.warn.mockImplementation(message => warnings.push(message));
  listener = PgListener.create({
    config: mockServices.rootConfig({
      data: {
        backend: { database: { connection: connectionOf(db) } },
      },
    }),
    logger,
    lifecycle: mockServices.rootLifecycle.mock(),
  });
});

afterEach(() => listener.close());

/** Knex hides the password from whoever copies its settings. */
function connectionOf({ client }: Knex) {
  const { host, port, user, password, database } = client.connectionSettings;
  return { host, port, user, password, database };
}

/** What a subscriber was told, to be awaited call by call. */
function subscribe(channel: string) {
  const told: (string | undefined)[] = [];
  const waiting: (() => void)[] = [];
  const stop = listener.subscribe(channel, payload => {
    told.push(payload);
    waiting.splice(0).forEach(wake => wake());
  });
  const next = async (): Promise<string | undefined> => {
    while (told.length === 0) {
      await new Promise<void>(resolve => waiting.push(resolve));
    }
    return told.shift();
  };
  return { next, stop, told };
}

const notify = (channel: string, payload: string) =>
  db.raw('SELECT pg_notify(?, ?)', [channel, payload]);

const endListeners = () =>
  db.raw(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'ananta-listener' AND datname = current_database()`,
  );

it('hands notifications to the subscribers of their channel', async () => {
  const a = subscribe('channel A');
  const b = subscribe('channel B');
  expect(await a.next()).toBeUndefined();
  expect(await b.next()).toBeUndefined();
  await notify('channel A', 'one');
  await notify('channel B', 'two');
  expect(await a.next()).toBe('one');
  expect(await b.next()).toBe('two');
  expect(a.told).toEqual([]);
});

it('takes a second subscriber to a channel, and lets one go without the other', async () => {
  const first = subscribe('shared');
  await first.next();
  const second = subscribe('shared');
  await second.next();
  first.stop();
  await notify('shared', 'still here');
  expect(await second.next()).toBe('still here');
  expect(first.told).toEqual([]);
});

it('listens again after its connection was ended, and says that there was a gap', async () => {
  const subscriber = subscribe('runs');
  await subscriber.next();
  for (const payload of ['after one', 'after two']) {
    await endListeners();
    expect(await subscriber.next()).toBeUndefined();
    await notify('runs', payload);
    expect(await subscriber.next()).toBe(payload);
  }
  expect(warnings).toContainEqual(expect.stringContaining('Lost'));
});
