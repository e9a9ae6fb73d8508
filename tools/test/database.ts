import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../lib/ports.ts';
import { createTemporaryHome, removeHome } from '../postgres/home.ts';
import { PostgresServer } from '../postgres/PostgresServer.ts';

export interface TestDatabase {
  /** For a login that may make databases and roles, and is no superuser. */
  url: string;
  stop: () => Promise<void>;
}

/** A PostgreSQL server for one run of the tests; fast, as its data may be lost. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const folder = createTemporaryHome('ananta-test-');
  const dataFolder = join(folder, 'postgres');
  const password = randomBytes(16).toString('hex');
  const server = await PostgresServer.start({
    dataFolder,
    port: await findFreePort(7532),
    superuserPassword: password,
    logFile: join(folder, 'postgres.log'),
    settings: [
      'max_connections=400',
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
    ],
  });
  await server.asSuperuser('postgres', client =>
    client.query(
      `CREATE ROLE ananta_test LOGIN PASSWORD '${password}' NOSUPERUSER NOBYPASSRLS CREATEDB CREATEROLE`,
    ),
  );
  return {
    url: `postgres://ananta_test:${password}@127.0.0.1:${server.port}/postgres`,
    stop: async () => {
      await server.stop();
      removeHome(dataFolder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
