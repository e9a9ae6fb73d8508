import type { Knex } from 'knex';

const POLICY = 'tenant_isolation';

/**
 * Enables and forces row-level security on a table, for use in a migration.
 *
 * One policy covers reading and writing: a row is there for its own tenant
 * (`asTenant`) and for staff (`asStaff`); without either setting no row is.
 * Forcing makes it bind the table's owner too. A row without a tenant belongs
 * to the platform, so only staff reach it.
 */
export async function forceTenantIsolation(
  db: Knex,
  table: string,
  column: string = 'tenant_id',
): Promise<void> {
  await db.raw('ALTER TABLE ?? ENABLE ROW LEVEL SECURITY', [table]);
  await db.raw('ALTER TABLE ?? FORCE ROW LEVEL SECURITY', [table]);
  // As sub-selects the settings are read once a query, not once a row, and the
  // planner no longer takes staff's view for a handful of rows that need no index.
  const visible = `(
    ?? = (SELECT NULLIF(current_setting('ananta.tenant_id', true), '')::uuid)
    OR (SELECT current_setting('ananta.scope', true) = 'staff')
  )`;
  await db.raw(
    `CREATE POLICY ${POLICY} ON ?? USING ${visible} WITH CHECK ${visible}`,
    [table, column, column],
  );
}

/**
 * Names the tables of the current schema that tenants' rows could leak from:
 * those with a tenant column, and those listed in `also`, that lack enabled
 * and forced row-level security or have no policy. For tests; empty is good.
 */
export async function findUnprotectedTables(
  db: Knex,
  options: { column?: string; also?: string[] } = {},
): Promise<string[]> {
  const { column = 'tenant_id', also = [] } = options;
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    `SELECT c.relname AS name
       FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace
        AND c.relkind IN ('r', 'p')
        AND (c.relname = ANY (?)
             OR EXISTS (SELECT 1 FROM pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attname = ? AND NOT a.attisdropped))
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                 AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
      ORDER BY c.relname`,
    [also, column],
  );
  return rows.map(row => row.name);
}
