const { createAuditTables, dropAuditTables } = require('@ananta/audit');
const { forceTenantIsolation } = require('@ananta/database');
const {
  createIdempotencyTables,
  dropIdempotencyTables,
} = require('@ananta/http');

async function createTenants(knex) {
  await knex.schema.createTable('tenants', table => {
    table.comment('One row per customer company');
    table.uuid('id').primary();
    table.text('key').notNullable().comment('DNS label and realm name; final');
    table.text('name').notNullable();
    table
      .enum('status', [
        'pending',
        'provisioning',
        'provisioning_failed',
        'active',
        'suspended',
        'offboarding',
        'offboarded',
        'discarded',
      ])
      .notNullable();
    table.boolean('needs_attention').notNullable().defaultTo(false);
    table.enum('tenancy_model', ['pooled', 'bridge', 'silo']).notNullable();
    table.text('region').notNullable();
    table.text('plan_key').notNullable();
    table.integer('plan_version').notNullable();
    table.text('billing_interval').notNullable();
    table.text('owner_ref').notNullable();
    table.text('app_plane').notNullable();
    table.text('app_plane_org_id');
    table.text('portal_url');
    table.jsonb('limits').notNullable();
    table.jsonb('features').notNullable();
    table.jsonb('branding').notNullable().defaultTo('{}');
    table.jsonb('labels').notNullable().defaultTo('{}');
    table
      .text('search_text')
      .notNullable()
      .comment(
        'Key, name, domains, contacts and labels in lower case, for the list',
      );
    table
      .uuid('current_run_id')
      .comment('The unfinished run that has the tenant to itself');
    table.timestamp('provisioned_at', { precision: 3 });
    table
      .timestamp('created_at', { precision: 3 })
      .notNullable()
      .defaultTo(knex.fn.now());
    table
      .timestamp('updated_at', { precision: 3 })
      .notNullable()
      .defaultTo(knex.fn.now());
    table.integer('version').notNullable().defaultTo(1);

    // Labels and search text have none: under row-level security PostgreSQL uses
    // an index only with operators that can't leak, and theirs could.
    table.unique(['key'], { indexName: 'tenants_key' });
    table.index(['created_at', 'id'], 'tenants_created_at');
    table.index(['updated_at', 'id'], 'tenants_updated_at');
    table.index(['name', 'id'], 'tenants_name');
    table.index(['status', 'id'], 'tenants_status');
  });
}

async function createPeopleAndPlaces(knex) {
  await knex.schema.createTable('tenant_contacts', table => {
    table.uuid('id').primary();
    table.uuid('tenant_id').notNullable().references('tenants.id');
    table.enum('kind', ['owner', 'billing', 'technical']).notNullable();
    table.text('email').notNullable();
    table.text('first_name').notNullable();
    table.text('last_name').notNullable();
    table.text('phone');
    table.boolean('is_primary').notNullable();
    table.index(['tenant_id'], 'tenant_contacts_tenant');
    table.unique(['tenant_id'], {
      indexName: 'tenant_contacts_primary',
      predicate: knex.whereRaw('is_primary'),
    });
  });
  await knex.schema.createTable('tenant_addresses', table => {
    table.uuid('tenant_id').primary().references('tenants.id');
    table.text('line1').notNullable();
    table.text('line2');
    table.text('city').notNullable();
    table.text('region');
    table.text('postal_code');
    table.specificType('country', 'char(2)').notNullable();
  });
  await knex.schema.createTable('tenant_domains', table => {
    table.uuid('tenant_id').notNullable().references('tenants.id');
    table.text('domain').notNullable();
    table.enum('state', ['reserved', 'active', 'released']).notNullable();
    table.primary(['tenant_id', 'domain']);
    table.unique(['domain'], {
      indexName: 'tenant_domains_held',
      predicate: knex.whereRaw(`state <> 'released'`),
    });
  });
}

async function createResources(knex) {
  await knex.schema.createTable('tenant_resources', table => {
    table.comment('What provisioning makes outside; written before it is made');
    table.uuid('id').primary();
    table.uuid('tenant_id').notNullable().references('tenants.id');
    table.text('type').notNullable();
    table.text('provider').notNullable();
    table.text('intended_name').notNullable();
    table.text('external_id');
    table.enum('state', ['planned', 'confirmed', 'removed']).notNullable();
    table.uuid('run_id').notNullable();
    table.text('step_id').notNullable();
    table
      .timestamp('created_at', { precision: 3 })
      .notNullable()
      .defaultTo(knex.fn.now());
    table
      .timestamp('updated_at', { precision: 3 })
      .notNullable()
      .defaultTo(knex.fn.now());
    table.index(['tenant_id', 'id'], 'tenant_resources_tenant');
    table.unique(['provider', 'type', 'intended_name'], {
      indexName: 'tenant_resources_name',
      predicate: knex.whereRaw(`state <> 'removed'`),
    });
    table.unique(['provider', 'type', 'external_id'], {
      indexName: 'tenant_resources_external_id',
      predicate: knex.whereRaw(`state <> 'removed'`),
    });
  });
}

async function createEvents(knex) {
  await knex.schema.createTable('tenant_event_heads', table => {
    table.uuid('tenant_id').primary().references('tenants.id');
    table.bigInteger('sequence').notNullable();
  });
  await knex.schema.createTable('tenant_events', table => {
    table.uuid('id').primary();
    table.uuid('tenant_id').notNullable().references('tenants.id');
    table.bigInteger('sequence').notNullable();
    table.text('type').notNullable();
    table.integer('version').notNullable();
    table.jsonb('payload').notNullable();
    table
      .timestamp('created_at', { precision: 3 })
      .notNullable()
      .defaultTo(knex.fn.now());
    table.unique(['tenant_id', 'sequence'], {
      indexName: 'tenant_events_sequence',
    });
  });
}

exports.up = async function up(knex) {
  await createTenants(knex);
  await createPeopleAndPlaces(knex);
  await createResources(knex);
  await createEvents(knex);

  await forceTenantIsolation(knex, 'tenants', 'id');
  for (const table of [
    'tenant_contacts',
    'tenant_addresses',
    'tenant_domains',
    'tenant_resources',
    'tenant_event_heads',
    'tenant_events',
  ]) {
    await forceTenantIsolation(knex, table);
  }

  await createAuditTables(knex);
  await createIdempotencyTables(knex);
};

exports.down = async function down(knex) {
  await dropIdempotencyTables(knex);
  await dropAuditTables(knex);
  for (const table of [
    'tenant_events',
    'tenant_event_heads',
    'tenant_resources',
    'tenant_domains',
    'tenant_addresses',
    'tenant_contacts',
    'tenants',
  ]) {
    await knex.schema.dropTable(table);
  }
};
