import type { Knex } from 'knex';

/** An `Idempotency-Key` in the scope of a tenant. */
export interface ProvisioningId {
  tenantId: string;
  key: string;
}

/** What became of a create, known by its `Idempotency-Key`. */
export interface Provisioning {
  /** Absent until it made one, and once that was deleted. */
  subscriptionId?: string;
  /** From then on a create of this key makes nothing. */
  removed: boolean;
}

interface ProvisioningRow {
  subscription_id: string | null;
  removed_at: Date | null;
}

/** Remembers creates and removals by key; in the caller's transaction. */
export class ProvisioningStore {
  /** What is known of a key, locked until the transaction ends: the first to come goes first. */
  async lock(trx: Knex.Transaction, id: ProvisioningId): Promise<Provisioning> {
    const where = toRow(id);
    await trx('subscription_provisionings')
      .insert(where)
      .onConflict(['tenant_id', 'idempotency_key'])
      .ignore();
    const row: ProvisioningRow = await trx('subscription_provisionings')
      .where(where)
      .forUpdate()
      .first();
    return {
      subscriptionId: row.subscription_id ?? undefined,
      removed: row.removed_at !== null,
    };
  }

  /** The key has made its subscription. */
  async markMade(
    trx: Knex.Transaction,
    id: ProvisioningId,
    subscriptionId: string,
  ): Promise<void> {
    await trx('subscription_provisionings')
      .where(toRow(id))
      .update({ subscription_id: subscriptionId });
  }

  /** The key makes nothing any more. */
  async markRemoved(trx: Knex.Transaction, id: ProvisioningId): Promise<void> {
    await trx('subscription_provisionings')
      .where(toRow(id))
      .update({ removed_at: trx.fn.now() });
  }
}

function toRow({ tenantId, key }: ProvisioningId) {
  return { tenant_id: tenantId, idempotency_key: key };
}
