import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { testConnection, withClient } from './connections';

const PACKAGE = '@ananta/backstage-plugin-tenants-backend';

/** What `bootstrap.sql` made, under names that no other test uses. */
export interface BootstrappedDatabase {
  ownerRole: string;
  loginRole: string;
  provisionerRole: string;
  provisionerPassword: string;
  portalDatabase: string;
  tenantsDatabase: string;
  drop(): Promise<void>;
}

/** Runs `bootstrap.sql` on the server that tests run against. */
export async function bootstrapTenantsDatabase(): Promise<BootstrappedDatabase> {
  const suffix = randomBytes(5).toString('hex');
  const names = {
    portal_role: `t${suffix}_portal`,
    portal_password: randomBytes(12).toString('hex'),
    portal_database: `t${suffix}_portal`,
    provisioner_role: `t${suffix}_provisioner`,
    provisioner_password: randomBytes(12).toString('hex'),
    owner_role: `t${suffix}_owner`,
    login_role: `t${suffix}_login`,
    tenants_database: `t${suffix}_tenants`,
  };
  await withClient(testConnection(), async client => {
    for (const statement of bootstrapStatements(names)) {
      await client.query(statement);
    }
  });
  return {
    ownerRole: names.owner_role,
    loginRole: names.login_role,
    provisionerRole: names.provisioner_role,
    provisionerPassword: names.provisioner_password,
    portalDatabase: names.portal_database,
    tenantsDatabase: names.tenants_database,
    drop: () => withClient(testConnection(), client => drop(client, names)),
  };
}

/** The file's statements with psql's variables filled in. */
function bootstrapStatements(values: Record<string, string>): string[] {
  const sql = readFileSync(
    resolvePackagePath(PACKAGE, 'sql/bootstrap.sql'),
    'utf8',
  );
  return sql
    .replace(/^--.*$/gm, '')
    .replace(/:"(\w+)"/g, (_, name) => escapeIdentifier(values[name]))
    .replace(/:'(\w+)'/g, (_, name) => escapeLiteral(values[name]))
    .split(/;\s*$/m)
    .filter(statement => statement.trim());
}

async function drop(
  client: Client,
  names: Record<string, string>,
): Promise<void> {
  const { rows } = await client.query(
    `SELECT r.rolname FROM pg_roles r JOIN pg_auth_members m ON m.member = r.oid
      WHERE m.roleid = $1::regrole AND starts_with(r.rolname, 'tenant_')`,
    [names.login_role],
  );
  for (const database of [names.tenants_database, names.portal_database]) {
    await client.query(
      `DROP DATABASE ${escapeIdentifier(database)} WITH (FORCE)`,
    );
  }
  const roles = [
    ...rows.map(row => row.rolname),
    names.provisioner_role,
    names.portal_role,
    names.owner_role,
    names.login_role,
  ];
  for (const role of roles) {
    await client.query(`DROP ROLE ${escapeIdentifier(role)}`);
  }
}
