import type { Knex } from 'knex';
import { isUniqueViolation } from '@ananta/database';
import { conflict } from '@ananta/http';

/** The custom domains of tenants; a domain belongs to one tenant at a time. */
export class DomainStore {
  /**
   * The statement that reserves domains for a new tenant; for one that writes
   * the tenant too, within `refusingTaken`.
   */
  insertion(
    trx: Knex.Transaction,
    tenantId: string,
    domains: readonly string[],
  ): Knex.QueryBuilder {
    return trx('tenant_domains').insert(
      domains.map(domain => ({
        tenant_id: tenantId,
        domain,
        state: 'reserved',
      })),
    );
  }

  /**
   * Reserves again what was released; what is held stays as it is.
   *
   * @throws ApiError 409 `domain_taken`
   */
  async reserve(trx: Knex.Transaction, tenantId: string): Promise<void> {
    await refusingTaken(() =>
      trx('tenant_domains')
        .where({ tenant_id: tenantId, state: 'released' })
        .update({ state: 'reserved' }),
    );
  }

  /** Makes the reserved domains the tenant's own. */
  async activate(trx: Knex.Transaction, tenantId: string): Promise<void> {
    await trx('tenant_domains')
      .where({ tenant_id: tenantId, state: 'reserved' })
      .update({ state: 'active' });
  }

  /** Lets others have the domains that aren't active. */
  async release(trx: Knex.Transaction, tenantId: string): Promise<void> {
    await trx('tenant_domains')
      .where({ tenant_id: tenantId, state: 'reserved' })
      .update({ state: 'released' });
  }
}

/**
 * The database doesn't say which domain it is: it could be one that the caller may not see.
 *
 * @throws ApiError 409 `domain_taken`
 */
export async function refusingTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error, 'tenant_domains_held')) {
      throw conflict(
        'domain_taken',
        'At least one of the domains belongs to another tenant',
        'domains',
      );
    }
    throw error;
  }
}
