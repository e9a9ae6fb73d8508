import type { Stack } from './Stack.ts';

/** How many of each thing exist for one tenant, counted where they really lie. */
export interface Inventory {
  realms: number;
  users: number;
  schemas: number;
  roles: number;
  secrets: number;
  organizations: number;
  subscriptions: number;
}

export const NOTHING: Inventory = {
  realms: 0,
  users: 0,
  schemas: 0,
  roles: 0,
  secrets: 0,
  organizations: 0,
  subscriptions: 0,
};

/** What a fully provisioned tenant has: one of each. */
export const ONE_OF_EACH: Inventory = {
  realms: 1,
  users: 1,
  schemas: 1,
  roles: 1,
  secrets: 1,
  organizations: 1,
  subscriptions: 1,
};

/** Counts with a superuser's eyes, past row-level security and every API. */
export async function takeInventory(
  stack: Stack,
  tenant: { id: string; key: string },
): Promise<Inventory> {
  const name = `tenant_${tenant.key.replaceAll('-', '_')}`;
  const counts: Record<string, number> = {
    ...(await count(
      stack,
      'ananta',
      `SELECT
         (SELECT count(*) FROM tenants.identity_realms WHERE tenant_id = $1) AS realms,
         (SELECT count(*) FROM tenants.identity_users WHERE tenant_id = $1) AS users,
         (SELECT count(*) FROM tenants.secrets WHERE path LIKE '%' || $1 || '%') AS secrets,
         (SELECT count(*) FROM billing.subscriptions WHERE tenant_id = $1) AS subscriptions`,
      tenant.id,
    )),
    ...(await count(
      stack,
      'ananta_tenants',
      `SELECT
         (SELECT count(*) FROM pg_namespace WHERE nspname = $1) AS schemas,
         (SELECT count(*) FROM pg_roles WHERE rolname = $1) AS roles`,
      name,
    )),
    ...(await count(
      stack,
      'app_plane',
      `SELECT count(*) AS organizations FROM organizations WHERE tenant_id = $1`,
      tenant.id,
    )),
  };
  const names = Object.keys(NOTHING) as Array<keyof Inventory>;
  return Object.fromEntries(names.map(name => [name, counts[name]])) as Record<
    keyof Inventory,
    number
  >;
}

async function count(
  stack: Stack,
  database: string,
  sql: string,
  parameter: string,
): Promise<Record<string, number>> {
  const client = await stack.connect(database);
  try {
    const { rows } = await client.query<Record<string, string>>(sql, [
      parameter,
    ]);
    return Object.fromEntries(
      Object.entries(rows[0]).map(([name, value]) => [name, Number(value)]),
    );
  } finally {
    await client.end();
  }
}
