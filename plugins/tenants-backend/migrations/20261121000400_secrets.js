// @ts-check
const { forceTenantIsolation } = require('@ananta/database');

/**
 * What steps mint, encrypted.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('secrets', table => {
    table.comment('AES-256-GCM values; the path is authenticated with them');
    table.specificType('path', 'text COLLATE "C"').primary();
    table.text('key_id').notNullable().comment('Which key encrypted it');
    table.binary('iv').notNullable();
    table.binary('ciphertext').notNullable().comment('With the tag at its end');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.timestamp('updated_at').notNullable().defaultTo(knex.fn.now());
  });

  await knex.schema.createTable('secret_removals', table => {
    table.comment('What a run has removed, so that its late attempts fail');
    table.uuid('run_id').notNullable();
    table.text('object').notNullable().comment('A path and all below it');
    table.uuid('tenant_id').notNullable();
    table.timestamp('removed_at').notNullable().defaultTo(knex.fn.now());
    table.primary(['run_id', 'object']);
  });
  await forceTenantIsolation(knex, 'secret_removals');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('secret_removals');
  await knex.schema.dropTable('secrets');
};
