import { findUnprotectedTables, newId } from '@ananta/database';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const directory = resolvePackagePath(
  '@ananta/backstage-plugin-billing-backend',
  'migrations',
);

async function tablesOf(db: Knex): Promise<string[]> {
  const rows = await db('pg_tables')
    .whereRaw('schemaname = current_schema()')
    .whereRaw(`tablename NOT LIKE 'knex_%'`)
    .pluck('tablename');
  return rows.sort();
}

describe('migrations', () => {
  let db: Knex;
  const planId = newId();
  const priceId = newId();
  const tenantId = newId();

  beforeAll(async () => {
    db = await databases.init('POSTGRES_18' as TestDatabaseId);
    await db.migrate.latest({ directory });
    await db('plan_versions').insert({
      id: planId,
      key: 'basic',
      version: 1,
      name: 'Basic',
      description: '',
      tier: 1,
      trial_days: 14,
      features: {},
      limits: { maxUsers: null },
      tenancy_models: ['bridge'],
    });
    await db('prices').insert({
      id: priceId,
      plan_id: planId,
      currency: 'USD',
      interval: 'month',
      amount: 2900,
    });
    await db('plan_versions').update({
      status: 'published',
      published_at: db.fn.now(),
    });
  });

  const insertSubscription = (row: object) =>
    db.transaction(async trx => {
      await trx.raw(`SELECT set_config('ananta.scope', 'staff', true)`);
      await trx('subscriptions').insert({
        id: newId(),
        tenant_id: tenantId,
        tenant_key: 'acme',
        price_id: priceId,
        ...row,
      });
    });

  it('isolates every table that has a tenant', async () => {
    expect(await findUnprotectedTables(db)).toEqual([]);
    await insertSubscription({});
    expect(await db('subscriptions').pluck('tenant_key')).toEqual([]);
  });

  it.each([
    ['a second unfinished subscription', {}],
    ['a start without a period', { tenant_id: newId(), status: 'active' }],
    [
      'a period before the start',
      {
        tenant_id: newId(),
        current_period_start: 'now',
        current_period_end: 'tomorrow',
      },
    ],
    [
      'a period that ends before it starts',
      {
        tenant_id: newId(),
        status: 'active',
        current_period_start: 'tomorrow',
        current_period_end: 'now',
      },
    ],
    ['an unknown status', { tenant_id: newId(), status: 'asleep' }],
    ['no quantity', { tenant_id: newId(), quantity: 0 }],
  ])('refuses %s', async (_, row) => {
    await expect(insertSubscription(row)).rejects.toMatchObject({
      code: expect.stringMatching(/^23(505|514)$/),
    });
  });

  it.each([
    ['a new name', () => db('plan_versions').update({ name: 'Cheap' })],
    ['a way back', () => db('plan_versions').update({ status: 'draft' })],
    [
      'a change while archiving',
      () => db('plan_versions').update({ status: 'archived', trial_days: 0 }),
    ],
    ['deletion', () => db('plan_versions').delete()],
    ['truncation', () => db.raw('TRUNCATE plan_versions CASCADE')],
    ['another amount', () => db('prices').update({ amount: 1 })],
    [
      'another price',
      () =>
        db('prices').insert({
          id: newId(),
          plan_id: planId,
          currency: 'EUR',
          interval: 'month',
          amount: 1,
        }),
    ],
    ['deletion of a price', () => db('prices').delete()],
    ['truncation of prices', () => db.raw('TRUNCATE prices CASCADE')],
  ])('refuses a published plan %s', async (_, change) => {
    await expect(change()).rejects.toMatchObject({ code: '23001' });
    expect(await db('prices').pluck('amount')).toEqual(['2900']);
  });

  it('lets a draft change and vanish', async () => {
    const draft = { id: newId(), version: 2 };
    await db.raw(
      `INSERT INTO plan_versions (id, version, key, name, description, tier, trial_days, features, limits, tenancy_models)
       SELECT ?, ?, key, name, description, tier, trial_days, features, limits, tenancy_models FROM plan_versions`,
      [draft.id, draft.version],
    );
    await db('plan_versions').where('id', draft.id).update({ name: 'Basic 2' });
    expect(await db('plan_versions').where('id', draft.id).delete()).toBe(1);
  });

  it('lets a published plan be archived, once and for all', async () => {
    await db('plan_versions').update({ status: 'archived' });
    await expect(
      db('plan_versions').update({ status: 'published' }),
    ).rejects.toMatchObject({ code: '23001' });
  });

  it('leaves nothing behind on the way down, and comes up again', async () => {
    const before = await tablesOf(db);
    await db.migrate.rollback({ directory }, true);
    expect(await tablesOf(db)).toEqual([]);
    const functions = await db('pg_proc')
      .whereRaw('pronamespace = current_schema()::regnamespace')
      .pluck('proname');
    expect(functions).toEqual([]);
    await db.migrate.latest({ directory });
    expect(await tablesOf(db)).toEqual(before);
  });
});
