import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import { usePostgres } from '../__testUtils__/database';
import {
  startTenants,
  type TenantsUnderTest,
} from '../__testUtils__/startTenants';

jest.setTimeout(120_000);

describe('PATCH /tenants/{id}', () => {
  const createDatabase = usePostgres();
  let tenants: TenantsUnderTest;

  beforeAll(async () => {
    tenants = await startTenants(await createDatabase());
  });
  afterAll(() => tenants.stop());

  /** A tenant whose run has ended. */
  const settled = async (): Promise<Tenant> => {
    const { id } = await tenants.given({
      address: { line1: 'Main 1', city: 'Bern', country: 'CH' },
      labels: { tier: 'gold' },
    });
    await tenants.database.transaction(async trx => {
      await trx.raw(`SELECT set_config('ananta.scope', 'staff', true)`);
      await trx('tenants.tenants')
        .where({ id })
        .update({ current_run_id: null });
    });
    return (await tenants.get(`/tenants/${id}`)).body;
  };
  const lastAct = async ({ id }: Tenant) =>
    (await tenants.get(`/tenants/${id}/audit-events?limit=1`)).body.items[0];

  it('changes what is given and leaves the rest', async () => {
    const tenant = await settled();
    const change = {
      name: 'Acme Two',
      ownerRef: 'ops',
      branding: { displayName: 'Acme!', primaryColor: '#1f6feb' },
    };
    const { status, body, headers } = await tenants.patch(
      tenant,
      change,
      `"${tenant.version}"`,
    );
    expect(status).toBe(200);
    expect(headers.etag).toBe(`"${tenant.version + 1}"`);
    expect(body).toEqual({
      ...tenant,
      ...change,
      ownerRef: 'group:default/ops',
      version: tenant.version + 1,
      updatedAt: expect.any(String),
    });
    expect((await tenants.get(`/tenants/${tenant.id}`)).body).toEqual(body);
    expect(await lastAct(tenant)).toMatchObject({
      actor: 'user:default/mock',
      action: 'tenant.update',
      before: { name: 'Acme Industries', branding: {} },
      after: { name: 'Acme Two', ownerRef: 'group:default/ops' },
    });
  });

  it('removes the address, and replaces labels and contacts', async () => {
    const tenant = await settled();
    const { body } = await tenants.patch(
      tenant,
      {
        address: null,
        labels: { region: 'emea' },
        contacts: [
          {
            kind: 'owner',
            email: 'NEW@acme.test',
            firstName: 'Nora',
            lastName: 'New',
            primary: true,
          },
        ],
      },
      `"${tenant.version}"`,
    );
    expect(body.address).toBeUndefined();
    expect(body.labels).toEqual({ region: 'emea' });
    expect(body.contacts).toMatchObject([{ email: 'new@acme.test' }]);
    const found = await tenants.get('/tenants?q=new%40acme.test');
    expect(found.body.items.map((it: Tenant) => it.id)).toEqual([tenant.id]);
  });

  it('writes nothing when nothing changes', async () => {
    const tenant = await settled();
    const before = await tenants.countRows();
    const { status, body } = await tenants.patch(
      tenant,
      { name: tenant.name, labels: tenant.labels, address: tenant.address },
      `"${tenant.version}"`,
    );
    expect(status).toBe(200);
    expect(body).toEqual(tenant);
    expect(await tenants.countRows()).toEqual(before);
  });

  const contact = {
    kind: 'owner',
    email: 'a@b.test',
    firstName: 'A',
    lastName: 'B',
  };
  it.each<
    [string, object, string | undefined, number, string, string | undefined]
  >([
    [
      'an update without If-Match',
      { name: 'X' },
      undefined,
      428,
      'if_match_required',
      'If-Match',
    ],
    [
      'a stale If-Match',
      { name: 'X' },
      '"99"',
      412,
      'stale_version',
      'If-Match',
    ],
    [
      'an If-Match that is none',
      { name: 'X' },
      'W/"1"',
      412,
      'stale_version',
      'If-Match',
    ],
    ['nothing', {}, '"1"', 400, 'invalid_request', undefined],
    ['the key', { key: 'other' }, '"1"', 400, 'unknown_field', 'key'],
    ['a status', { status: 'active' }, '"1"', 400, 'unknown_field', 'status'],
    ['an empty name', { name: ' ' }, '"1"', 400, 'invalid_request', 'name'],
    [
      'no primary contact',
      { contacts: [{ ...contact, primary: false }] },
      '"1"',
      400,
      'invalid_request',
      'contacts',
    ],
    [
      'no owner',
      { contacts: [{ ...contact, kind: 'billing', primary: true }] },
      '"1"',
      400,
      'invalid_request',
      'contacts',
    ],
    [
      'a script as logo',
      { branding: { logoUrl: 'data:text/html,<script>' } },
      '"1"',
      400,
      'invalid_request',
      'branding.logoUrl',
    ],
    [
      'contacts that a run uses',
      { contacts: [{ ...contact, primary: true }] },
      '"1"',
      409,
      'run_in_progress',
      'contacts',
    ],
  ])(
    'refuses %s and writes nothing',
    async (_, body, ifMatch, status, code, param) => {
      const tenant = await tenants.given();
      const before = await tenants.countRows();
      const answer = await tenants.patch(tenant, body, ifMatch);
      expect(answer.body).toMatchObject({ code });
      expect(answer.body.param).toBe(param);
      expect(answer.status).toBe(status);
      expect(await tenants.countRows()).toEqual(before);
    },
  );

  it('lets one of many with the same version through', async () => {
    const tenant = await settled();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        tenants.patch(tenant, { name: `Name ${index}` }, `"${tenant.version}"`),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter(status => status === 200)).toHaveLength(1);
    for (const { status, body } of answers.filter(it => it.status !== 200)) {
      expect([`412 stale_version`, `409 version_conflict`]).toContain(
        `${status} ${body.code}`,
      );
    }
    const read = await tenants.get(`/tenants/${tenant.id}`);
    expect(read.body.version).toBe(tenant.version + 1);
  });

  it('knows no tenant that is not there', async () => {
    const missing = { id: '01900000-0000-7000-8000-000000000000' } as Tenant;
    const answer = await tenants.patch(missing, { name: 'X' }, '"1"');
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('not_found');
  });
});
