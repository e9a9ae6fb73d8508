import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  mockServices,
  startTestBackend,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { jobsServiceRef, type JobsService } from '.';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

it("works a plugin's queue from start-up to shutdown of its backend", async () => {
  const db: Knex = await databases.init('POSTGRES_18' as TestDatabaseId);
  const { host, port, user, password, database } = db.client.connectionSettings;
  let sender: JobsService;
  let done: (id: string) => void;
  const worked = new Promise<string>(resolve => {
    done = resolve;
  });
  const plugin = createBackendPlugin({
    pluginId: 'tests',
    register({ registerInit }) {
      registerInit({
        deps: { jobs: jobsServiceRef, logger: coreServices.logger },
        async init({ jobs }) {
          sender = jobs;
          const retry = { limit: 1, initialSeconds: 1, maxSeconds: 1 };
          await jobs.work({ name: 'q', concurrency: 1, retry }, async job =>
            done(job.data.id),
          );
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { connection: { host, port, user, password, database } },
          },
        },
      }),
    ],
  });
  await db.transaction(trx => sender.send(trx, 'q', { id: 'x' }));
  expect(await worked).toBe('x');
  await backend.stop();
  const { rows } = await db.raw(
    `SELECT count(*)::int FROM pg_stat_activity
      WHERE application_name LIKE 'ananta-%' AND datname = current_database()`,
  );
  expect(rows).toEqual([{ count: 0 }]);
  expect(await db('pgboss.job').select('name', 'state')).toEqual([
    { name: 'tests.q', state: 'completed' },
  ]);
});
