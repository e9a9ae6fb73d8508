import type { Knex } from 'knex';
import { isUniqueViolation, readAsTenant } from '@ananta/database';
import { conflict, notFound } from '@ananta/http';
import {
  transitionTenant,
  type Address,
  type Contact,
  type Tenant,
} from '@ananta/backstage-plugin-tenants-common';
import { ContactStore, withIds, type NewContact } from './ContactStore';
import { DomainStore, refusingTaken } from './DomainStore';
import { toTenant, type TenantDetailRow, type TenantRow } from './rows';
import { searchTextOf } from './search';

/** A tenant that isn't written yet. */
export type NewTenant = Omit<
  Tenant,
  'contacts' | 'createdAt' | 'updatedAt' | 'version' | 'needsAttention'
> & { contacts: NewContact[] };

/** What is to be changed; a member left out stays, `null` clears it. */
export interface TenantChange extends Partial<
  Pick<
    Tenant,
    | 'name'
    | 'status'
    | 'needsAttention'
    | 'planKey'
    | 'planVersion'
    | 'limits'
    | 'features'
    | 'ownerRef'
    | 'branding'
    | 'labels'
  >
> {
  currentRunId?: string | null;
  appPlaneOrgId?: string | null;
  portalUrl?: string | null;
  provisionedAt?: string | null;
  address?: Address | null;
  /** Replaces the whole list. */
  contacts?: NewContact[];
}

const DETAIL_COLUMNS = `
  t.*,
  (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
            'id', c.id, 'kind', c.kind, 'email', c.email, 'firstName', c.first_name,
            'lastName', c.last_name, 'phone', c.phone, 'primary', c.is_primary)) ORDER BY c.id), '[]')
     FROM tenant_contacts c WHERE c.tenant_id = t.id) AS contacts,
  (SELECT jsonb_strip_nulls(jsonb_build_object(
            'line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region,
            'postalCode', a.postal_code, 'country', a.country))
     FROM tenant_addresses a WHERE a.tenant_id = t.id) AS address,
  (SELECT coalesce(jsonb_agg(d.domain ORDER BY d.domain), '[]')
     FROM tenant_domains d WHERE d.tenant_id = t.id AND d.state <> 'released') AS domains`;

/**
 * Tenants with their contacts, address and domains. Every method needs a
 * transaction bound to the tenant or to staff; without, no row is there.
 */
export class TenantStore {
  private readonly contacts = new ContactStore();
  private readonly domains = new DomainStore();

  /**
   * Writes a new tenant with all that hangs on it.
   *
   * @throws ApiError 409 `key_taken`, `domain_taken`
   */
  async insert(trx: Knex.Transaction, tenant: NewTenant): Promise<Tenant> {
    const contacts = withIds(tenant.contacts);
    const { created_at } = await refusingTaken(() =>
      this.insertRows(trx, tenant, contacts),
    );
    if (tenant.address) {
      await this.contacts.setAddress(trx, tenant.id, tenant.address);
    }
    const createdAt = created_at.toISOString();
    return {
      ...tenant,
      contacts,
      needsAttention: false,
      createdAt,
      updatedAt: createdAt,
      version: 1,
    };
  }

  async find(trx: Knex.Transaction, id: string): Promise<Tenant | undefined> {
    return this.findOne(trx, 'id', id);
  }

  async findByKey(
    trx: Knex.Transaction,
    key: string,
  ): Promise<Tenant | undefined> {
    return this.findOne(trx, 'key', key);
  }

  /** @throws ApiError 404 `not_found` */
  async get(trx: Knex.Transaction, id: string): Promise<Tenant> {
    return present(await this.find(trx, id), id);
  }

  /** Reads a tenant without a transaction. @throws ApiError 404 `not_found` */
  async read(db: Knex, id: string): Promise<Tenant> {
    const [row] = await readAsTenant<TenantDetailRow>(
      db,
      id,
      detailQuery(db, 'id', id),
    );
    return present(row && toTenant(row), id);
  }

  /**
   * Reads a tenant that nobody else changes until the transaction ends, so that
   * an update of it can't lose a race.
   *
   * @throws ApiError 404 `not_found`
   */
  async lock(trx: Knex.Transaction, id: string): Promise<Tenant> {
    await trx('tenants').where({ id }).forNoKeyUpdate().first('id');
    return this.get(trx, id);
  }

  /** Whether some tenant owns a key. Needs a transaction of staff. */
  async keyIsTaken(trx: Knex.Transaction, key: string): Promise<boolean> {
    return Boolean(await trx('tenants').where({ key }).first('id'));
  }

  /**
   * Changes a tenant that was read before, and makes it the next version.
   * A status is only changed along the state machine.
   *
   * @throws ApiError 409 `version_conflict` when it was changed since
   * @throws IllegalTransitionError
   */
  async update(
    trx: Knex.Transaction,
    tenant: Tenant,
    change: TenantChange,
  ): Promise<Tenant> {
    if (change.status && change.status !== tenant.status) {
      transitionTenant(tenant.status, change.status);
    }
    const { contacts, address, ...plain } = change;
    const changed = {
      ...tenant,
      ...given(plain),
      address: address === undefined ? tenant.address : (address ?? undefined),
      contacts: contacts
        ? await this.contacts.replace(trx, tenant.id, contacts)
        : tenant.contacts,
    };
    if (address !== undefined) {
      await this.contacts.setAddress(trx, tenant.id, changed.address);
    }
    return this.updateRow(trx, tenant, changed);
  }

  private async insertRows(
    trx: Knex.Transaction,
    tenant: NewTenant,
    contacts: readonly Contact[],
  ): Promise<Pick<TenantRow, 'created_at'>> {
    const { id, domains } = tenant;
    const statement = trx('tenants').with(
      'contacts',
      this.contacts.insertion(trx, id, contacts),
    );
    if (domains.length > 0) {
      statement.with('domains', this.domains.insertion(trx, id, domains));
    }
    try {
      const [row] = await statement
        .insert({
          id: tenant.id,
          key: tenant.key,
          tenancy_model: tenant.tenancyModel,
          region: tenant.region,
          billing_interval: tenant.interval,
          app_plane: tenant.appPlane,
          ...changeableColumns(tenant),
        })
        .returning('created_at');
      return row;
    } catch (error) {
      if (isUniqueViolation(error, 'tenants_key')) {
        throw conflict(
          'key_taken',
          `The key '${tenant.key}' belongs to another tenant`,
          'key',
        );
      }
      throw error;
    }
  }

  private async updateRow(
    trx: Knex.Transaction,
    before: Tenant,
    after: Tenant,
  ): Promise<Tenant> {
    const [row] = await trx('tenants')
      .where({ id: before.id, version: before.version })
      .update({
        ...changeableColumns(after),
        needs_attention: after.needsAttention,
        updated_at: trx.fn.now(),
        version: before.version + 1,
      })
      .returning(['updated_at', 'version']);
    if (!row) {
      throw conflict(
        'version_conflict',
        `The tenant ${before.key} was changed by somebody else at the same time; read it again`,
      );
    }
    return {
      ...after,
      updatedAt: row.updated_at.toISOString(),
      version: row.version,
    };
  }

  private async findOne(
    trx: Knex.Transaction,
    column: 'id' | 'key',
    value: string,
  ): Promise<Tenant | undefined> {
    const { rows } = await detailQuery(trx, column, value);
    return rows[0] && toTenant(rows[0]);
  }
}

function detailQuery(
  db: Knex,
  column: 'id' | 'key',
  value: string,
): Knex.Raw<{ rows: TenantDetailRow[] }> {
  return db.raw(
    `SELECT ${DETAIL_COLUMNS} FROM tenants t WHERE t.${column} = ?`,
    [value],
  );
}

function present(tenant: Tenant | undefined, id: string): Tenant {
  if (!tenant) {
    throw notFound('not_found', `There is no tenant ${id}`);
  }
  return tenant;
}

/** The columns that a tenant's life may change. */
function changeableColumns(tenant: Tenant | NewTenant) {
  return {
    name: tenant.name,
    status: tenant.status,
    plan_key: tenant.planKey,
    plan_version: tenant.planVersion,
    owner_ref: tenant.ownerRef,
    app_plane_org_id: tenant.appPlaneOrgId ?? null,
    portal_url: tenant.portalUrl ?? null,
    limits: JSON.stringify(tenant.limits),
    features: JSON.stringify(tenant.features),
    branding: JSON.stringify(tenant.branding),
    labels: JSON.stringify(tenant.labels),
    current_run_id: tenant.currentRunId ?? null,
    provisioned_at: tenant.provisionedAt ?? null,
    search_text: searchTextOf(tenant as Tenant),
  };
}

/** What is given in a change; `null` stands for "clear" there and for nothing in a tenant. */
function given<T extends object>(
  change: T,
): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(
    Object.entries(change)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value ?? undefined]),
  ) as { [K in keyof T]: Exclude<T[K], null> };
}
