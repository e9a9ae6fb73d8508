import type { Knex } from 'knex';

/**
 * Runs `fn` in a transaction that sees the rows of one tenant only.
 * The setting is local to the transaction, so a pooled connection carries nothing over.
 */
export async function asTenant<T>(
  db: Knex,
  tenantId: string,
  fn: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async trx => {
    await trx.raw(`SELECT set_config('ananta.tenant_id', ?, true)`, [tenantId]);
    return fn(trx);
  });
}

/**
 * Runs `fn` in a transaction that sees the rows of every tenant.
 * For code that has checked a staff permission, and for work of the platform itself.
 */
export async function asStaff<T>(
  db: Knex,
  fn: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async trx => {
    await trx.raw(`SELECT set_config('ananta.scope', 'staff', true)`);
    return fn(trx);
  });
}
