import { asStaff, asTenant, newId } from '@ananta/database';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import type { Knex } from 'knex';
import { aTenant, migrations, usePostgres } from '../__testUtils__/database';
import {
  DomainStore,
  EventStore,
  ResourceStore,
  TenantStore,
  type NewTenant,
  type TenantChange,
} from '.';

jest.setTimeout(60_000);

describe('stores of tenancy', () => {
  const createDatabase = usePostgres();
  const tenants = new TenantStore();
  let db: Knex;

  beforeAll(async () => {
    db = await createDatabase();
    await db.migrate.latest(migrations);
  });

  const insert = (tenant: NewTenant) =>
    asTenant(db, tenant.id, trx => tenants.insert(trx, tenant));
  const read = (id: string) => asTenant(db, id, trx => tenants.get(trx, id));
  const update = (tenant: Tenant, change: TenantChange) =>
    asTenant(db, tenant.id, trx => tenants.update(trx, tenant, change));

  describe('TenantStore', () => {
    it('reads back what it wrote', async () => {
      const tenant = aTenant({
        domains: ['a.example', 'b.example'],
        address: { line1: 'Main 1', city: 'Bern', country: 'CH' },
        labels: { tier: 'gold' },
        currentRunId: newId(),
      });
      tenant.contacts.push({
        kind: 'billing',
        email: 'bill@acme.test',
        firstName: 'Bill',
        lastName: 'Payer',
        phone: '+41 31 000 00 00',
        primary: false,
      });
      const written = await insert(tenant);
      expect(await read(tenant.id)).toEqual(written);
      expect(written).toMatchObject({ ...tenant, version: 1 });
      const byKey = await asStaff(db, trx =>
        tenants.findByKey(trx, tenant.key),
      );
      expect(byKey).toEqual(written);
    });

    it('lets a key have one owner', async () => {
      const first = await insert(aTenant());
      await expect(insert(aTenant({ key: first.key }))).rejects.toMatchObject({
        status: 409,
        code: 'key_taken',
        param: 'key',
      });
    });

    it('changes what it is told, and clears with null', async () => {
      const tenant = await insert(
        aTenant({ address: { line1: 'A', city: 'B', country: 'CH' } }),
      );
      const runId = newId();
      const first = await update(tenant, {
        status: 'active',
        currentRunId: runId,
        portalUrl: 'https://portal.example',
        name: undefined,
      });
      expect(first).toMatchObject({
        name: tenant.name,
        status: 'active',
        currentRunId: runId,
        version: 2,
      });
      expect(await read(tenant.id)).toEqual(first);
      const second = await update(first, {
        currentRunId: null,
        portalUrl: null,
        address: null,
        contacts: [{ ...tenant.contacts[0], email: 'new@acme.test' }],
      });
      expect(second.currentRunId).toBeUndefined();
      expect(second.contacts).toHaveLength(1);
      expect(second.contacts[0].email).toBe('new@acme.test');
      expect(await read(tenant.id)).toEqual(JSON.parse(JSON.stringify(second)));
    });

    it('refuses an illegal transition and a version that is gone', async () => {
      const tenant = await insert(aTenant());
      await expect(update(tenant, { status: 'suspended' })).rejects.toThrow(
        "A tenant that is provisioning can't become suspended",
      );
      await update(tenant, { name: 'Newer' });
      await expect(update(tenant, { name: 'Older' })).rejects.toMatchObject({
        status: 409,
        code: 'version_conflict',
      });
      expect((await read(tenant.id)).name).toBe('Newer');
    });
  });

  it('reads the first page of many from an index', async () => {
    const tenant = await insert(aTenant());
    const plan = await asStaff(db, async trx => {
      await trx.raw(
        `INSERT INTO tenants
         SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'key', 'many-' || n))).*
         FROM tenants t, generate_series(1, 5000) n WHERE t.id = ?`,
        [tenant.id],
      );
      await trx.raw('ANALYZE tenants');
      const { rows } = await trx.raw(
        'EXPLAIN SELECT * FROM tenants ORDER BY created_at DESC, id DESC LIMIT 26',
      );
      await trx('tenants').whereLike('key', 'many-%').delete();
      return JSON.stringify(rows);
    });
    expect(plan).toContain('tenants_created_at');
  });

  it('lets whoever locked a tenant change it first', async () => {
    const tenant = await insert(aTenant());
    let late: Promise<Tenant> | undefined;
    await asTenant(db, tenant.id, async trx => {
      const locked = await tenants.lock(trx, tenant.id);
      late = update(tenant, { name: 'Late' });
      late.catch(() => undefined);
      await tenants.update(trx, locked, { name: 'Early' });
    });
    await expect(late).rejects.toMatchObject({ code: 'version_conflict' });
    expect((await read(tenant.id)).name).toBe('Early');
  });

  describe('DomainStore', () => {
    const domains = new DomainStore();
    const act = (tenant: { id: string }, name: 'reserve' | 'release') =>
      asTenant(db, tenant.id, trx => domains[name](trx, tenant.id));

    it('lets a domain belong to one tenant at a time', async () => {
      const first = await insert(aTenant({ domains: ['one.example'] }));
      const wish = aTenant({ domains: ['two.example', 'one.example'] });
      await expect(insert(wish)).rejects.toMatchObject({
        status: 409,
        code: 'domain_taken',
        param: 'domains',
        message: 'At least one of the domains belongs to another tenant',
      });
      await act(first, 'release');
      expect((await read(first.id)).domains).toEqual([]);
      await insert(wish);
      await expect(act(first, 'reserve')).rejects.toMatchObject({
        code: 'domain_taken',
      });
    });

    it('reserves again, and never releases an active one', async () => {
      const tenant = await insert(aTenant({ domains: ['three.example'] }));
      await act(tenant, 'release');
      await act(tenant, 'reserve');
      await asTenant(db, tenant.id, trx => domains.activate(trx, tenant.id));
      await act(tenant, 'release');
      expect((await read(tenant.id)).domains).toEqual(['three.example']);
    });
  });

  describe('EventStore', () => {
    it('numbers the events of each tenant without a gap, whatever is rolled back', async () => {
      const events = new EventStore();
      const tenant = await insert(aTenant());
      const event = {
        tenantId: tenant.id,
        type: 'tenant.updated',
        payload: {},
      };
      const append = () =>
        asTenant(db, tenant.id, trx => events.append(trx, event));
      const lose = () =>
        asTenant(db, tenant.id, async trx => {
          await events.append(trx, event);
          throw new Error('rolled back');
        }).catch(() => undefined);
      await Promise.all([append(), lose(), append(), lose(), append()]);
      const sequences = await asTenant(db, tenant.id, trx =>
        trx('tenant_events').orderBy('sequence').pluck('sequence'),
      );
      expect(sequences).toEqual(['1', '2', '3']);
    });
  });

  describe('ResourceStore', () => {
    const resources = new ResourceStore();
    const planOf = (tenant: { id: string }, intendedName: string) => ({
      tenantId: tenant.id,
      type: 'realm',
      provider: 'embedded',
      intendedName,
      runId: newId(),
      stepId: 'identity.realm',
    });

    it('plans, confirms and removes', async () => {
      const tenant = await insert(aTenant());
      const wish = planOf(tenant, 'realm-a');
      await asTenant(db, tenant.id, async trx => {
        const planned = await resources.plan(trx, wish);
        expect(planned).toMatchObject({ ...wish, state: 'planned' });
        expect(await resources.plan(trx, wish)).toEqual(planned);
        await resources.confirm(trx, planned.id, 'outside-1');
        expect(await resources.listHeld(trx, tenant.id)).toMatchObject([
          { state: 'confirmed', externalId: 'outside-1' },
        ]);
        await resources.remove(trx, planned.id);
        await resources.confirm(trx, planned.id, 'outside-2');
        expect(await resources.listHeld(trx, tenant.id)).toEqual([]);
        const again = await resources.plan(trx, wish);
        expect(again.id).not.toBe(planned.id);
      });
      const page = await asTenant(db, tenant.id, trx =>
        resources.list(trx, tenant.id, { limit: 10 }),
      );
      expect(page.items.map(({ state }) => state)).toEqual([
        'removed',
        'planned',
      ]);
    });

    it("refuses another tenant's name", async () => {
      const [mine, other] = [await insert(aTenant()), await insert(aTenant())];
      const plan = (tenant: { id: string }) =>
        asTenant(db, tenant.id, trx =>
          resources.plan(trx, planOf(tenant, 'realm-b')),
        );
      await plan(mine);
      await expect(plan(other)).rejects.toMatchObject({
        status: 409,
        code: 'resource_taken',
      });
    });
  });
});
