import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { findFreePort } from '../lib/ports.ts';
import { commandLineOf, isAlive } from '../lib/processes.ts';
import { readSecrets, type Secrets } from '../lib/secrets.ts';
import { prepareDatabases } from './databases.ts';
import { createTemporaryHome } from './home.ts';
import { PostgresServer } from './PostgresServer.ts';

let folder: string;
let secrets: Secrets;
let server: PostgresServer;

async function start(): Promise<PostgresServer> {
  return PostgresServer.start({
    dataFolder: join(folder, 'postgres'),
    port: await findFreePort(7632),
    superuserPassword: secrets.postgresSuperuser,
    logFile: join(folder, 'postgres.log'),
    settings: ['fsync=off'],
  });
}

async function query(sql: string) {
  const { rows } = await server.asSuperuser('ananta', client =>
    client.query(sql),
  );
  return rows;
}

before(async () => {
  folder = createTemporaryHome('ananta-postgres-');
  secrets = readSecrets(folder);
  server = await start();
  await prepareDatabases(server, secrets);
  await query('CREATE TABLE kept AS SELECT 42 AS answer');
});

after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('is UTF-8 whatever the machine speaks', async () => {
  const [{ encoding, lower }] = await query(
    `SELECT current_setting('server_encoding') AS encoding, lower('ÄÉÐ') AS lower`,
  );
  assert.deepEqual({ encoding, lower }, { encoding: 'UTF8', lower: 'äéð' });
});

test('prepares databases twice without a change, and without a powerful login', async () => {
  await prepareDatabases(server, secrets);
  const powerful = await query(
    `SELECT rolname FROM pg_roles
      WHERE (rolsuper OR rolbypassrls) AND rolname NOT LIKE 'pg\\_%' AND rolname <> 'postgres'`,
  );
  const creators = await query(
    `SELECT rolname FROM pg_roles WHERE rolcreaterole AND NOT rolsuper`,
  );
  assert.deepEqual(powerful, []);
  assert.deepEqual(creators, [{ rolname: 'ananta_provisioner' }]);
});

test("lets nobody into another's database", async () => {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'app_plane',
    password: secrets.appPlaneDatabase,
    database: 'ananta',
  });
  await assert.rejects(client.connect(), /permission denied for database/);
});

test('keeps its data when it is killed', async () => {
  await server.child.stop('SIGKILL', 0);
  server = await start();
  assert.deepEqual(await query('SELECT answer FROM kept'), [{ answer: 42 }]);
});

test('stops the server that a killed launcher left behind', async () => {
  const orphan = server.child.pid;
  server = await start();
  assert.equal(commandLineOf(orphan), '');
  assert.deepEqual(await query('SELECT answer FROM kept'), [{ answer: 42 }]);
});

test('leaves a stranger alone who got the number of a dead server', async () => {
  const stranger = spawn('sleep', ['600']);
  try {
    await server.stop();
    writeFileSync(
      join(folder, 'postgres', 'postmaster.pid'),
      `${stranger.pid}\n`,
    );
    server = await start();
    assert.equal(isAlive(stranger.pid ?? 0), true);
  } finally {
    stranger.kill();
  }
});
