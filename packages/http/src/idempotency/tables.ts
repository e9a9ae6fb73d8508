import type { Knex } from 'knex';

export const TABLE = 'idempotency_keys';

/** A claimed key, and its answer once there is one. */
export interface IdempotencyRow {
  caller: string;
  route: string;
  key: string;
  request_hash: string;
  /** Who carries out the command; only this claim may write the answer. */
  claim: string;
  leased_until: Date;
  created_at: Date;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
}

/** Makes the tables of `IdempotencyStore`; for a plugin's migration. */
export async function createIdempotencyTables(knex: Knex): Promise<void> {
  await knex.schema.createTable(TABLE, table => {
    table.text('caller').notNullable();
    table.text('route').notNullable();
    table.text('key').notNullable();
    table.text('request_hash').notNullable();
    table.uuid('claim').notNullable();
    table.timestamp('leased_until').notNullable();
    table.timestamp('created_at').notNullable().index();
    table.integer('status');
    table.jsonb('headers');
    table.text('body').comment('JSON as it was sent, to be sent again');
    table.primary(['caller', 'route', 'key']);
  });
}

/** Takes the tables of `IdempotencyStore` away; for a migration's `down`. */
export async function dropIdempotencyTables(knex: Knex): Promise<void> {
  await knex.schema.dropTable(TABLE);
}
