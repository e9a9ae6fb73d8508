const { forceTenantIsolation } = require('@ananta/database');

const TABLES = ['runs', 'run_events', 'run_attempts', 'run_commands'];

async function createRuns(knex) {
  await knex.schema.createTable('runs', table => {
    table.comment('One row per saga run; what happened to it is in run_events');
    table.uuid('id').primary();
    table.uuid('tenant_id').notNullable().references('tenants.id');
    table.text('type').notNullable();
    table.jsonb('input').notNullable().comment('References, never secrets');
    table.integer('machine_version').notNullable();
    table.jsonb('plan').notNullable().comment('The steps, frozen at the start');
    table
      .boolean('exclusive')
      .notNullable()
      .comment('It has the tenant to itself until it has finished');
    table
      .enum('status', [
        'running',
        'waiting',
        'held',
        'compensating',
        'succeeded',
        'compensated',
        'cancelled',
      ])
      .notNullable();
    table.text('status_reason');
    table.boolean('needs_attention').notNullable().defaultTo(false);
    table.text('started_by').notNullable();
    table.uuid('retry_of').references('runs.id');
    table.text('driver').notNullable();
    table
      .bigInteger('fence')
      .notNullable()
      .defaultTo(0)
      .comment('Token of the newest take-over; an older one may write nothing');
    table
      .integer('last_event_id')
      .notNullable()
      .defaultTo(0)
      .comment('Counts machine events, attempts and commands alike');
    table.timestamp('created_at', { precision: 3 }).notNullable();
    table.timestamp('started_at', { precision: 3 });
    table.timestamp('finished_at', { precision: 3 });
    table.integer('version').notNullable().defaultTo(1);

    table.unique(['tenant_id'], {
      indexName: 'runs_one_unfinished',
      predicate: knex.whereRaw('exclusive AND finished_at IS NULL'),
    });
    table.unique(['retry_of'], { indexName: 'runs_retried_once' });
    table.index(['created_at', 'id'], 'runs_created_at');
    table.index(['tenant_id', 'created_at', 'id'], 'runs_tenant');
    table.index(['status', 'created_at', 'id'], 'runs_status');
    table.index(['created_at', 'id'], 'runs_needs_attention', {
      predicate: knex.whereRaw('needs_attention'),
    });
  });
}

async function createHistory(knex) {
  await knex.schema.createTable('run_events', table => {
    table.comment('The machine events of a run, numbered without a gap');
    table.uuid('run_id').notNullable().references('runs.id');
    table.integer('seq').notNullable();
    table.uuid('tenant_id').notNullable();
    table.text('type').notNullable();
    table.text('step_id');
    table.jsonb('payload').notNullable();
    table.timestamp('at', { precision: 3 }).notNullable();
    table.primary(['run_id', 'seq']);
  });
  await knex.schema.createTable('run_attempts', table => {
    table.comment('Each try at doing or undoing a step');
    table.uuid('run_id').notNullable().references('runs.id');
    table.text('step_id').notNullable();
    table.enum('kind', ['do', 'undo']).notNullable();
    table.integer('number').notNullable();
    table.uuid('tenant_id').notNullable();
    table.timestamp('started_at', { precision: 3 }).notNullable();
    table.timestamp('finished_at', { precision: 3 });
    table.enum('outcome', ['succeeded', 'failed', 'lost']);
    table.enum('error_class', ['retryable', 'final', 'unknown']);
    table.text('error_code');
    table.text('error_message');
    table.timestamp('next_attempt_at', { precision: 3 });
    table.primary(['run_id', 'step_id', 'kind', 'number']);
  });
  await knex.schema.createTable('run_commands', table => {
    table.comment('What people ask of a run; carried out by its driver');
    table.uuid('id').primary();
    table.uuid('run_id').notNullable().references('runs.id');
    table.uuid('tenant_id').notNullable();
    table.enum('kind', ['cancel']).notNullable();
    table.text('requested_by').notNullable();
    table.timestamp('requested_at', { precision: 3 }).notNullable();
    table.enum('state', ['recorded', 'applied', 'refused']).notNullable();
    table.text('reason').comment('Why it was refused');
    table.timestamp('settled_at', { precision: 3 });
    table.unique(['run_id', 'kind'], {
      indexName: 'run_commands_one_recorded',
      predicate: knex.whereRaw(`state = 'recorded'`),
    });
  });
}

exports.up = async function up(knex) {
  await createRuns(knex);
  await createHistory(knex);
  for (const table of TABLES) {
    await forceTenantIsolation(knex, table);
  }
};

exports.down = async function down(knex) {
  for (const table of [...TABLES].reverse()) {
    await knex.schema.dropTable(table);
  }
};
