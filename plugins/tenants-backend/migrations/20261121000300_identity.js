// @ts-check
const { forceTenantIsolation } = require('@ananta/database');

const TABLES = [
  'identity_realms',
  'identity_roles',
  'identity_users',
  'identity_user_roles',
  'identity_invitations',
  'identity_removals',
];

/**
 * The embedded directory of tenants' people.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('identity_realms', table => {
    table.comment('Realms by name, which carries the key of the tenant');
    table.text('name').primary();
    table.uuid('id').notNullable().unique();
    table.uuid('tenant_id').notNullable().index();
    table.text('display_name').notNullable();
    table.uuid('run_id').notNullable().comment('The run that made it');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
  });

  await knex.schema.createTable('identity_roles', table => {
    table.comment('Roles that the people of a realm may have');
    table.text('realm').notNullable();
    table.text('name').notNullable();
    table.uuid('tenant_id').notNullable();
    table.primary(['realm', 'name']);
    table
      .foreign('realm')
      .references('identity_realms.name')
      .onDelete('CASCADE');
  });

  await knex.schema.createTable('identity_users', table => {
    table.comment('People of a realm');
    table.uuid('id').primary();
    table.text('realm').notNullable();
    table.uuid('tenant_id').notNullable().index();
    table.text('email').notNullable();
    table.text('first_name').notNullable();
    table.text('last_name').notNullable();
    table.uuid('run_id').notNullable().comment('The run that made it');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.unique(['id', 'realm']);
    table
      .foreign('realm')
      .references('identity_realms.name')
      .onDelete('CASCADE');
  });
  await knex.raw(
    'CREATE UNIQUE INDEX identity_users_email ON identity_users (realm, lower(email))',
  );

  await knex.schema.createTable('identity_user_roles', table => {
    table.comment('Which person has which role');
    table.uuid('user_id').notNullable();
    table.text('realm').notNullable();
    table.text('role').notNullable();
    table.uuid('tenant_id').notNullable();
    table.primary(['user_id', 'role']);
    table
      .foreign(['user_id', 'realm'])
      .references(['id', 'realm'])
      .inTable('identity_users')
      .onDelete('CASCADE');
    table
      .foreign(['realm', 'role'])
      .references(['realm', 'name'])
      .inTable('identity_roles')
      .onDelete('CASCADE');
  });

  await knex.schema.createTable('identity_invitations', table => {
    table.comment('Single-use invitations; the token itself is never stored');
    table.uuid('id').primary();
    table.uuid('user_id').notNullable().index();
    table.uuid('tenant_id').notNullable();
    table.binary('token_hash').notNullable().unique().comment('SHA-256');
    table
      .enum('status', ['pending', 'accepted', 'revoked', 'expired'])
      .notNullable();
    table.timestamp('expires_at').notNullable();
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table
      .foreign('user_id')
      .references('identity_users.id')
      .onDelete('CASCADE');
  });

  await knex.schema.createTable('identity_removals', table => {
    table.comment('What a run has removed, so that its late attempts fail');
    table.uuid('run_id').notNullable();
    table.text('object').notNullable();
    table.uuid('tenant_id').notNullable();
    table.timestamp('removed_at').notNullable().defaultTo(knex.fn.now());
    table.primary(['run_id', 'object']);
  });

  for (const table of TABLES) {
    await forceTenantIsolation(knex, table);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [...TABLES].reverse()) {
    await knex.schema.dropTable(table);
  }
};
