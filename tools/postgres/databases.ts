import pg, { type Client } from 'pg';
import type { Secrets } from '../lib/secrets.ts';
import type { PostgresServer } from './PostgresServer.ts';

/** Rights that no login of ours has. */
const NO_POWERS = 'NOSUPERUSER NOBYPASSRLS NOCREATEDB NOREPLICATION';

/**
 * The roles and databases of a first run; running it again changes nothing but
 * passwords that changed. No login is a superuser or passes by row-level
 * security, and each enters its own database only.
 */
export async function prepareDatabases(
  server: PostgresServer,
  secrets: Secrets,
): Promise<void> {
  await server.asSuperuser('postgres', async client => {
    await ensureLogin(client, 'ananta', `${NO_POWERS} NOCREATEROLE`);
    await setPassword(client, 'ananta', secrets.portalDatabase);
    await ensureDatabase(client, 'ananta', 'ananta');

    await ensureLogin(client, 'ananta_provisioner', `${NO_POWERS} CREATEROLE`);
    await setPassword(client, 'ananta_provisioner', secrets.provisionerDatabase);
    await ensureDatabase(client, 'ananta_tenants', 'ananta_provisioner');

    await ensureLogin(client, 'app_plane', `${NO_POWERS} NOCREATEROLE`);
    await setPassword(client, 'app_plane', secrets.appPlaneDatabase);
    await ensureDatabase(client, 'app_plane', 'app_plane');
  });
}

async function ensureLogin(
  client: Client,
  name: string,
  attributes: string,
): Promise<void> {
  const role = pg.escapeIdentifier(name);
  const { rowCount } = await client.query(
    'SELECT FROM pg_roles WHERE rolname = $1',
    [name],
  );
  const act = rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${act} ROLE ${role} LOGIN ${attributes}`);
}

/** By a function of the server's own, as a utility statement takes no parameters. */
async function setPassword(
  client: Client,
  name: string,
  password: string,
): Promise<void> {
  await client.query(
    `ALTER ROLE ${pg.escapeIdentifier(name)} PASSWORD ${pg.escapeLiteral(password)}`,
  );
}

async function ensureDatabase(
  client: Client,
  name: string,
  owner: string,
): Promise<void> {
  const database = pg.escapeIdentifier(name);
  const { rowCount } = await client.query(
    'SELECT FROM pg_database WHERE datname = $1',
    [name],
  );
  if (rowCount === 0) {
    await client.query(
      `CREATE DATABASE ${database} OWNER ${pg.escapeIdentifier(owner)}`,
    );
  }
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
}
