import { asTenant, findUnprotectedTables } from '@ananta/database';
import type { Knex } from 'knex';
import { aTenant, migrations, usePostgres } from './__testUtils__/database';
import { EventStore, ResourceStore, TenantStore } from './tenants';

jest.setTimeout(60_000);

const TABLES = `SELECT tablename AS name FROM pg_tables
  WHERE schemaname = current_schema() AND tablename NOT LIKE 'knex_%' ORDER BY 1`;

describe('migrations', () => {
  const createDatabase = usePostgres();
  let db: Knex;
  const tenant = aTenant({
    domains: ['acme.example'],
    address: { line1: 'Main 1', city: 'Bern', country: 'CH' },
  });

  const tables = async (): Promise<string[]> => {
    const { rows } = await db.raw(TABLES);
    return rows.map(({ name }: { name: string }) => name);
  };

  beforeAll(async () => {
    db = await createDatabase();
    await db.migrate.latest(migrations);
    await asTenant(db, tenant.id, async trx => {
      await new TenantStore().insert(trx, tenant);
      await new EventStore().append(trx, {
        tenantId: tenant.id,
        type: 'tenant.created',
        payload: {},
      });
      await new ResourceStore().plan(trx, {
        tenantId: tenant.id,
        type: 'realm',
        provider: 'embedded',
        intendedName: `tenant-${tenant.key}`,
        runId: tenant.id,
        stepId: 'identity.realm',
      });
    });
  });

  it('isolates every table that has a tenant', async () => {
    await expect(
      findUnprotectedTables(db, { also: ['tenants'] }),
    ).resolves.toEqual([]);
  });

  it.each([
    'tenants',
    'tenant_contacts',
    'tenant_addresses',
    'tenant_domains',
    'tenant_resources',
    'tenant_events',
    'tenant_event_heads',
  ])(
    'shows no row of %s without a setting, nor to another tenant',
    async table => {
      expect(await db(table).select()).toEqual([]);
      const asOther = (trx: Knex.Transaction) => trx(table).select();
      expect(await asTenant(db, aTenant().id, asOther)).toEqual([]);
      expect(await asTenant(db, tenant.id, asOther)).toHaveLength(1);
    },
  );

  it('lets nobody write in the name of another tenant', async () => {
    const other = aTenant();
    const write = asTenant(db, tenant.id, trx =>
      new TenantStore().insert(trx, other),
    );
    await expect(write).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['status', { status: 'asleep' }],
    ['model', { tenancy_model: 'cloud' }],
  ])('refuses an unknown %s', async (_, change) => {
    const write = asTenant(db, tenant.id, trx => trx('tenants').update(change));
    await expect(write).rejects.toMatchObject({ code: '23514' });
  });

  it('lets a tenant have one primary contact', async () => {
    const write = asTenant(db, tenant.id, async trx => {
      const [contact] = await trx('tenant_contacts').select();
      await trx('tenant_contacts').insert({ ...contact, id: aTenant().id });
    });
    await expect(write).rejects.toMatchObject({ code: '23505' });
  });

  it('leaves nothing behind on the way down, and comes up again', async () => {
    const before = await tables();
    await db.migrate.rollback(migrations, true);
    expect(await tables()).toEqual([]);
    await db.migrate.latest(migrations);
    expect(await tables()).toEqual(before);
  });
});
