// @ts-check

/**
 * Since when driving a run fails.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runs', table => {
    table
      .timestamp('failing_since', { precision: 3 })
      .comment('The portal itself can take no step since; null as a rule');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('runs', table => {
    table.dropColumn('failing_since');
  });
};
