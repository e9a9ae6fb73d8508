import type { Pool, PoolClient } from 'pg';
import { Problem } from './problems.ts';
import type { BootstrapBody, UpdateBody } from './requests.ts';
import { withTenantLock } from './transaction.ts';

/** What the page of a tenant shows. */
export interface OrganizationView {
  name: string;
  status: 'active' | 'suspended';
  planId: string;
  limits: Record<string, number | null>;
}

/** The tenants' organizations and all that belongs to them. */
export class OrganizationStore {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * Makes a tenant's organization, or finds the one it has.
   *
   * @throws Problem 410 when the run has removed it, 422 when the key is another tenant's
   */
  async bootstrap(
    body: BootstrapBody,
    runId: string,
  ): Promise<{ id: string; tenantKey: string }> {
    return withTenantLock(this.pool, body.tenantId, async client => {
      await refuseRemoved(client, body.tenantId, runId);
      const existing = await client.query(
        `SELECT id, tenant_key AS "tenantKey" FROM organizations WHERE tenant_id = $1`,
        [body.tenantId],
      );
      if (existing.rows[0]) {
        return existing.rows[0];
      }
      const id = await insertOrganization(client, body, runId);
      await insertBelongings(client, id, body);
      return { id, tenantKey: body.tenantKey };
    });
  }

  /** Changes what the body names. @throws Problem 404 when there is none */
  async update(tenantId: string, body: UpdateBody): Promise<void> {
    await withTenantLock(this.pool, tenantId, async client => {
      const { rows } = await client.query(
        `UPDATE organizations
            SET status = coalesce($2, status), plan_id = coalesce($3, plan_id),
                limits = coalesce($4, limits), updated_at = now()
          WHERE tenant_id = $1 RETURNING id`,
        [tenantId, body.status, body.planId, body.limits],
      );
      if (!rows[0]) {
        throw new Problem(404, 'not_found', 'This tenant has no organization');
      }
      if (body.features) {
        await replaceFeatures(client, rows[0].id, body.features);
      }
    });
  }

  /** Removes the organization with all in it; a missing one is fine. */
  async remove(tenantId: string, runId: string): Promise<void> {
    await withTenantLock(this.pool, tenantId, async client => {
      const removed = await client.query(
        'DELETE FROM organizations WHERE tenant_id = $1 RETURNING run_id',
        [tenantId],
      );
      const runIds = [runId, ...removed.rows.map(row => row.run_id)];
      await client.query(
        `INSERT INTO removed_runs (tenant_id, run_id)
         SELECT $1, run_id FROM unnest($2::text[]) run_id
         ON CONFLICT DO NOTHING`,
        [tenantId, runIds],
      );
    });
  }

  async findByKey(tenantKey: string): Promise<OrganizationView | undefined> {
    const { rows } = await this.pool.query(
      `SELECT name, status, plan_id AS "planId", limits FROM organizations WHERE tenant_key = $1`,
      [tenantKey],
    );
    return rows[0];
  }

  /** @throws Error when the database is away */
  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }
}

async function refuseRemoved(
  client: PoolClient,
  tenantId: string,
  runId: string,
): Promise<void> {
  const removed = await client.query(
    'SELECT FROM removed_runs WHERE tenant_id = $1 AND run_id = $2',
    [tenantId, runId],
  );
  if (removed.rowCount) {
    throw new Problem(410, 'gone', 'This run has removed its organization');
  }
}

async function insertOrganization(
  client: PoolClient,
  body: BootstrapBody,
  runId: string,
): Promise<string> {
  const { rows } = await client.query(
    `INSERT INTO organizations (tenant_id, tenant_key, name, plan_id, limits, identity, run_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (tenant_key) DO NOTHING RETURNING id`,
    [
      body.tenantId,
      body.tenantKey,
      body.tenantName,
      body.planId,
      body.limits,
      body.identity,
      runId,
    ],
  );
  if (!rows[0]) {
    throw new Problem(
      422,
      'key_taken',
      'The key is another tenant’s',
      'tenantKey',
    );
  }
  return rows[0].id;
}

async function insertBelongings(
  client: PoolClient,
  organizationId: string,
  { adminUser, features }: BootstrapBody,
): Promise<void> {
  await client.query(
    `INSERT INTO users (organization_id, email, first_name, last_name, role)
     VALUES ($1, $2, $3, $4, 'owner')`,
    [organizationId, adminUser.email, adminUser.firstName, adminUser.lastName],
  );
  await client.query(
    `INSERT INTO projects (organization_id, name) VALUES ($1, 'Default project')`,
    [organizationId],
  );
  await client.query(
    'INSERT INTO alert_preferences (organization_id) VALUES ($1)',
    [organizationId],
  );
  await replaceFeatures(client, organizationId, features);
}

async function replaceFeatures(
  client: PoolClient,
  organizationId: string,
  features: Record<string, boolean>,
): Promise<void> {
  await client.query('DELETE FROM feature_flags WHERE organization_id = $1', [
    organizationId,
  ]);
  await client.query(
    `INSERT INTO feature_flags (organization_id, name, enabled)
     SELECT $1, name, enabled FROM unnest($2::text[], $3::boolean[]) AS f (name, enabled)`,
    [organizationId, Object.keys(features), Object.values(features)],
  );
}
