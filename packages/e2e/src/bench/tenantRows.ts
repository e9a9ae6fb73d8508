import type pg from 'pg';

/** Seeded tenants have keys that begin so. */
const SEEDED = 'seed-';

/**
 * Writes active tenants, each with a contact and a domain, straight into the
 * tables: one a minute up to now, on the published plan `professional`.
 *
 * @param client - a superuser's, on the control plane's database
 */
export async function seedTenants(
  client: pg.Client,
  range: { from: number; to: number },
): Promise<void> {
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO tenants.tenants
       (id, key, name, status, tenancy_model, region, plan_key, plan_version, billing_interval,
        owner_ref, app_plane, app_plane_org_id, portal_url, limits, features, labels,
        search_text, provisioned_at, created_at)
     SELECT uuidv7(), '${SEEDED}' || g, 'Company ' || g,
            CASE WHEN g % 10 = 0 THEN 'suspended' ELSE 'active' END,
            'bridge', 'local', p.key, p.version, 'month',
            'group:default/engineers', 'components-platform', 'org-' || g,
            'https://app.example.com/' || g, p.limits, p.features, '{"seeded": "true"}',
            format(E'${SEEDED}%s\\ncompany %s\\nt%s.example.com\\nada@t%s.example.com ada number%s\\nseeded=true', g, g, g, g, g),
            now(), now() - ($2 - g) * interval '1 minute'
       FROM generate_series($1::int, $2::int) g,
            (SELECT * FROM billing.plan_versions WHERE key = 'professional' AND version = 1) p`,
    [range.from, range.to],
  );
  await client.query(
    `INSERT INTO tenants.tenant_contacts (id, tenant_id, kind, email, first_name, last_name, is_primary)
     SELECT uuidv7(), t.id, 'owner', 'ada@' || n || '.example.com', 'Ada', 'Number' || n, true
       FROM tenants.tenants t, LATERAL (SELECT substr(t.key, ${SEEDED.length + 1}) AS n) k
      WHERE t.key LIKE '${SEEDED}%' AND n::int BETWEEN $1 AND $2`,
    [range.from, range.to],
  );
  await client.query(
    `INSERT INTO tenants.tenant_domains (tenant_id, domain, state)
     SELECT t.id, 't' || n || '.example.com', 'active'
       FROM tenants.tenants t, LATERAL (SELECT substr(t.key, ${SEEDED.length + 1}) AS n) k
      WHERE t.key LIKE '${SEEDED}%' AND n::int BETWEEN $1 AND $2`,
    [range.from, range.to],
  );
  await client.query('COMMIT');
  await client.query('VACUUM ANALYZE');
}

/** Ids of seeded tenants, in no order. */
export async function seededIds(
  client: pg.Client,
  limit: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM tenants.tenants WHERE key LIKE '${SEEDED}%' ORDER BY md5(id::text) LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

const TABLES_OF_A_TENANT = [
  'audit_diffs',
  'audit_events',
  'audit_heads',
  'tenant_events',
  'tenant_event_heads',
  'run_commands',
  'run_attempts',
  'run_events',
  'runs',
  'tenant_domains',
  'tenant_addresses',
  'tenant_contacts',
];

/** Takes away every tenant that wasn't seeded, with all that was written for it and its jobs. */
export async function removeCreatedTenants(client: pg.Client): Promise<void> {
  await client.query('BEGIN');
  // Neither the audit trail's guard nor foreign keys: what goes is all there is of a tenant.
  await client.query('SET LOCAL session_replication_role = replica');
  for (const table of TABLES_OF_A_TENANT) {
    await client.query(
      `DELETE FROM tenants.${table} WHERE tenant_id IN
         (SELECT id FROM tenants.tenants WHERE key NOT LIKE '${SEEDED}%')`,
    );
  }
  await client.query(
    `DELETE FROM tenants.tenants WHERE key NOT LIKE '${SEEDED}%'`,
  );
  await client.query('DELETE FROM pgboss.job');
  await client.query('COMMIT');
  await client.query('VACUUM ANALYZE');
}
