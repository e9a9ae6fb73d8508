import { forceTenantIsolation } from '@ananta/database';
import type { Knex } from 'knex';

export const EVENTS = 'audit_events';
export const DIFFS = 'audit_diffs';
export const HEADS = 'audit_heads';

/** The chain of acts that belong to no tenant. */
export const PLATFORM_CHAIN = '00000000-0000-0000-0000-000000000000';

/**
 * Makes the tables of `AuditTrail`; for a plugin's migration.
 *
 * Rows of the platform's chain have no tenant, so row-level security shows them
 * to staff alone. Events can't be changed or removed, by anybody; a diff stands
 * apart, so that erasing it leaves the proof that there was one.
 */
export async function createAuditTables(knex: Knex): Promise<void> {
  await knex.schema.createTable(EVENTS, table => {
    table.uuid('id').primary();
    table.uuid('chain').notNullable();
    table.uuid('tenant_id').comment('Null in the chain of the platform');
    table.bigInteger('sequence').notNullable().comment('Gapless in its chain');
    table.timestamp('at').notNullable();
    table.text('actor').notNullable();
    table.text('on_behalf_of');
    table.text('action').notNullable();
    table.text('target').notNullable();
    table.text('request_id');
    table.text('diff_digest').comment('Salted SHA-256 of the diff');
    table.text('previous_hash').notNullable();
    table.text('hash').notNullable();
    table.unique(['chain', 'sequence']);
  });
  await knex.schema.createTable(DIFFS, table => {
    table.uuid('event_id').primary().references('id').inTable(EVENTS);
    table.uuid('tenant_id');
    table.text('salt').comment('Null once erased');
    table.text('diff').comment('JSON; null once erased');
  });
  await knex.schema.createTable(HEADS, table => {
    table.uuid('chain').primary();
    table.uuid('tenant_id');
    table.bigInteger('sequence').notNullable();
    table.text('hash').notNullable();
  });
  for (const table of [EVENTS, DIFFS, HEADS]) {
    await forceTenantIsolation(knex, table);
  }
  await knex.raw(`
    CREATE FUNCTION audit_events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'audit events cannot be changed or removed'
        USING ERRCODE = 'insufficient_privilege';
    END $$`);
  await knex.raw(`
    CREATE TRIGGER audit_events_append_only
      BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
      FOR EACH STATEMENT EXECUTE FUNCTION audit_events_refuse()`);
}

/** Takes the tables of `AuditTrail` away, with all that was recorded; for a migration's `down`. */
export async function dropAuditTables(knex: Knex): Promise<void> {
  for (const table of [HEADS, DIFFS, EVENTS]) {
    await knex.schema.dropTable(table);
  }
  await knex.raw('DROP FUNCTION audit_events_refuse()');
}
