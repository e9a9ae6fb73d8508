import type { Knex } from 'knex';
import { newId } from '@ananta/database';

/** Something that happened to a tenant, as receivers outside get to know it. */
export interface NewTenantEvent {
  tenantId: string;
  /** Past tense, such as `tenant.provisioned`. */
  type: string;
  /** Version of the payload's form; 1 unless given. */
  version?: number;
  payload: Record<string, unknown>;
}

/** The events of tenancy: one gapless sequence per tenant. */
export class EventStore {
  /**
   * Writes an event. It locks the head of the tenant's sequence until the
   * transaction ends, so that numbers are given in the order of commits.
   */
  async append(
    trx: Knex.Transaction,
    event: NewTenantEvent,
  ): Promise<{ id: string; sequence: number }> {
    const id = newId();
    const { rows } = await trx.raw<{ rows: Array<{ sequence: string }> }>(
      `WITH head AS (
         INSERT INTO tenant_event_heads (tenant_id, sequence) VALUES (:tenantId, 1)
         ON CONFLICT (tenant_id) DO UPDATE SET sequence = tenant_event_heads.sequence + 1
         RETURNING sequence
       )
       INSERT INTO tenant_events (id, tenant_id, sequence, type, version, payload)
       SELECT :id, :tenantId, head.sequence, :type, :version, :payload FROM head
       RETURNING sequence`,
      {
        id,
        tenantId: event.tenantId,
        type: event.type,
        version: event.version ?? 1,
        payload: JSON.stringify(event.payload),
      },
    );
    return { id, sequence: Number(rows[0].sequence) };
  }

  /** Removes the events of all tenants from before an instant; needs a transaction bound to staff. */
  async purge(trx: Knex.Transaction, before: Date): Promise<void> {
    await trx('tenant_events').where('created_at', '<', before).delete();
  }
}
