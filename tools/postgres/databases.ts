import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { ROOT } from '../lib/paths.ts';
import type { Secrets } from '../lib/secrets.ts';
import type { PostgresServer } from './PostgresServer.ts';
import { fillIn, splitStatements } from './script.ts';

/** "It is there already": a role, and a database. */
const EXISTS = ['42710', '42P04'];

const ADMINISTRATOR_SCRIPT = join(
  ROOT,
  'plugins/tenants-backend/sql/bootstrap.sql',
);

const APP_PLANE_SCRIPT = `
  CREATE ROLE app_plane LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  CREATE DATABASE app_plane OWNER app_plane TEMPLATE template0;
  REVOKE ALL ON DATABASE app_plane FROM PUBLIC;
`;

/**
 * The roles and databases of a first run, by the script that an administrator
 * of any server uses; running it again changes nothing.
 */
export async function prepareDatabases(
  server: PostgresServer,
  secrets: Secrets,
): Promise<void> {
  await server.asSuperuser('postgres', async client => {
    // A refused statement is logged with the password in it otherwise.
    await client.query('SET log_min_messages = fatal');
    await runScript(client, readFileSync(ADMINISTRATOR_SCRIPT, 'utf8'), {
      portal_role: 'ananta',
      portal_password: secrets.portalDatabase,
      portal_database: 'ananta',
      provisioner_role: 'ananta_provisioner',
      provisioner_password: secrets.provisionerDatabase,
      owner_role: 'ananta_tenant_owner',
      login_role: 'ananta_tenant_login',
      tenants_database: 'ananta_tenants',
    });
    await runScript(client, APP_PLANE_SCRIPT, {
      password: secrets.appPlaneDatabase,
    });
  });
}

async function runScript(
  client: Client,
  script: string,
  variables: Record<string, string>,
): Promise<void> {
  for (const statement of splitStatements(script)) {
    try {
      await client.query(fillIn(statement, variables));
    } catch (error) {
      if (!EXISTS.includes((error as { code?: string }).code ?? '')) {
        throw error;
      }
    }
  }
}
