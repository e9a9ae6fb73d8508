import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Page,
  Tenant,
  TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';
import { usePostgres } from '../__testUtils__/database';
import {
  startTenants,
  type TenantsUnderTest,
} from '../__testUtils__/startTenants';

jest.setTimeout(120_000);

describe('reading tenants', () => {
  const createDatabase = usePostgres();
  let tenants: TenantsUnderTest;
  let acme: Tenant;
  let globex: Tenant;
  let initech: Tenant;

  beforeAll(async () => {
    tenants = await startTenants(await createDatabase(), {
      ananta: {
        tenants: { regions: ['eu', 'local'] },
        appPlanes: {
          'components-platform': {
            title: 'Components Platform',
            token: 'not to be told',
          },
        },
      },
    });
    acme = await tenants.given({
      key: 'acme',
      name: 'Zenith 100%',
      labels: { segment: 'gold' },
      domains: ['portal.acme.example'],
    });
    globex = await tenants.given({
      key: 'globex',
      name: 'Globex_Corp',
      planKey: 'free',
      region: 'eu',
      labels: { segment: 'silver', pilot: 'yes' },
    });
    initech = await tenants.given({
      key: 'initech',
      name: 'Initech',
      owner: {
        email: 'bill@lumbergh.test',
        firstName: 'Bill',
        lastName: 'Lumbergh',
      },
    });
    await tenants.database.transaction(async trx => {
      await trx.raw(`SELECT set_config('ananta.scope', 'staff', true)`);
      await trx('tenants.tenants').where({ id: initech.id }).update({
        status: 'active',
        needs_attention: true,
        current_run_id: null,
      });
    });
  });
  afterAll(() => tenants.stop());

  const keysOf = async (query: string) => {
    const { status, body } = await tenants.get(`/tenants${query}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    return (body as Page<TenantSummary>).items.map(({ key }) => key);
  };

  it.each([
    ['?sort=key', ['acme', 'globex', 'initech']],
    ['', ['initech', 'globex', 'acme']],
    ['?sort=createdAt', ['acme', 'globex', 'initech']],
    ['?sort=-name', ['acme', 'initech', 'globex']],
    ['?sort=status', ['initech', 'acme', 'globex']],
    ['?q=ACM', ['acme']],
    ['?q=zenith', ['acme']],
    ['?q=portal.acme', ['acme']],
    ['?q=LUMBERGH', ['initech']],
    ['?q=segment%3Dgold', ['acme']],
    ['?q=%25', ['acme']],
    ['?q=_', ['globex']],
    ['?q=nobody', []],
    ['?status=active', ['initech']],
    ['?status=active,provisioning&sort=key', ['acme', 'globex', 'initech']],
    ['?planKey=free', ['globex']],
    ['?planKey=none', []],
    ['?tenancyModel=pooled', []],
    ['?region=eu', ['globex']],
    ['?label=segment&sort=key', ['acme', 'globex']],
    ['?label=segment%3Dsilver', ['globex']],
    ['?label=pilot%3Dno', []],
    ['?needsAttention=true', ['initech']],
    ['?needsAttention=false&sort=key', ['acme', 'globex']],
    ['?changedSince=2999-01-01T00:00:00Z', []],
    ['?changedSince=2020-01-01T00:00:00Z&limit=1', ['initech']],
  ])('lists %s', async (query, keys) => {
    expect(await keysOf(query)).toEqual(keys);
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=many', 'limit'],
    ['?status=asleep', 'status.0'],
    ['?sort=secret', 'sort'],
    ['?changedSince=yesterday', 'changedSince'],
    ['?needsAttention=perhaps', 'needsAttention'],
    ['?q=%00', 'q'],
    ['?label=%00', 'label'],
    ['?planKey=%00', 'planKey'],
  ])('refuses %s', async (query, param) => {
    const { status, body } = await tenants.get(`/tenants${query}`);
    expect({ status, code: body.code, param: body.param }).toEqual({
      status: 400,
      code: 'invalid_request',
      param,
    });
  });

  it('refuses a cursor of another list, and unknown parameters', async () => {
    const page = await tenants.get('/tenants?limit=1&sort=name');
    const { cursor } = page.body;
    for (const query of [`cursor=${cursor}&sort=createdAt`, 'cursor=rubbish']) {
      const { status, body } = await tenants.get(`/tenants?${query}`);
      expect({ status, code: body.code }).toEqual({
        status: 400,
        code: 'invalid_cursor',
      });
    }
    const unknown = await tenants.get('/tenants?offset=5');
    expect(unknown.body).toMatchObject({
      code: 'unknown_field',
      param: 'offset',
    });
  });

  it('pages without a gap or a repeat while tenants come', async () => {
    const pageAfter = async (cursor?: string) => {
      const after = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      return (await tenants.get(`/tenants?limit=1&q=e${after}`)).body;
    };
    const pages = [await pageAfter()];
    await tenants.given({ key: 'evening', name: 'Evening' });
    while (pages.at(-1).hasMore) {
      pages.push(await pageAfter(pages.at(-1).cursor));
    }
    expect(pages.at(-1).cursor).toBeUndefined();
    const seen = pages.flatMap(({ items }) =>
      items.map(({ key }: TenantSummary) => key),
    );
    expect(seen).toEqual(['initech', 'globex', 'acme']);
  });

  it('shows no contact in a list', async () => {
    const { text } = await tenants.get('/tenants?q=initech');
    expect(text).toContain('initech');
    expect(text).not.toContain('lumbergh');
  });

  it('reads by id and by key, with the version as ETag', async () => {
    const byId = await tenants.get(`/tenants/${globex.id}`);
    const byKey = await tenants.get('/tenants/by-key/globex');
    expect(byId.body).toEqual(byKey.body);
    expect(byId.body.labels).toEqual({ segment: 'silver', pilot: 'yes' });
    expect(byId.headers.etag).toBe(`"${byId.body.version}"`);
    expect(byKey.headers.etag).toBe(byId.headers.etag);
  });

  it.each([
    ['/tenants/01900000-0000-7000-8000-000000000000', 404, 'not_found'],
    ['/tenants/by-key/nobody', 404, 'not_found'],
    ['/tenants/not-an-id', 400, 'invalid_request'],
    [
      '/tenants/01900000-0000-7000-8000-000000000000/resources',
      404,
      'not_found',
    ],
    [
      '/tenants/01900000-0000-7000-8000-000000000000/audit-events',
      404,
      'not_found',
    ],
  ])('answers %s with %d', async (path, status, code) => {
    const answer = await tenants.get(path);
    expect(answer.body.code).toBe(code);
    expect(answer.status).toBe(status);
  });

  it.each([
    ['fresh-key', 'free'],
    ['acme', 'taken'],
    ['admin', 'reserved'],
    ['Nope', 'malformed'],
    ['%00', 'malformed'],
  ])('says of the key %s that it is %s', async (key, state) => {
    const { body } = await tenants.get(`/keys/${key}`);
    expect(body.state).toBe(state);
    expect(Boolean(body.reason)).toBe(state !== 'free');
  });

  it('lists resources and audit events in pages', async () => {
    const resources = await tenants.get(`/tenants/${acme.id}/resources`);
    expect(resources.body.hasMore).toBe(false);
    await tenants.patch(acme, { name: 'Zenith' }, `"${acme.version}"`);
    const first = await tenants.get(`/tenants/${acme.id}/audit-events?limit=1`);
    expect(first.body).toMatchObject({ hasMore: true });
    expect(first.body.items).toMatchObject([{ action: 'tenant.update' }]);
    const second = await tenants.get(
      `/tenants/${acme.id}/audit-events?limit=1&cursor=${encodeURIComponent(first.body.cursor)}`,
    );
    expect(second.body.items).toMatchObject([{ action: 'tenant.create' }]);
  });

  it('tells what a new tenant may ask for, the defaults first', async () => {
    const { body } = await tenants.get('/options');
    expect(body).toEqual({
      regions: ['local', 'eu'],
      appPlanes: [
        { name: 'components-platform', title: 'Components Platform' },
        { name: 'second-platform', title: 'second-platform' },
      ],
      tenancyModels: ['bridge'],
    });
  });

  it('counts for the home page', async () => {
    const { body } = await tenants.get('/counts');
    expect(body).toEqual({
      byStatus: { active: 1, provisioning: 3 },
      needsAttention: 1,
      runsInFlight: 3,
    });
  });

  it.each([
    ['/tenants', 'tenant.read'],
    ['/tenants/by-key/acme', 'tenant.read'],
    ['/tenants/01900000-0000-7000-8000-000000000000', 'tenant.read'],
    ['/tenants/01900000-0000-7000-8000-000000000000/resources', 'tenant.read'],
    [
      '/tenants/01900000-0000-7000-8000-000000000000/audit-events',
      'audit.read',
    ],
    ['/keys/acme', 'tenant.read'],
    ['/options', 'tenant.read'],
    ['/counts', 'tenant.read'],
  ])('keeps %s from those without %s', async (path, permission) => {
    tenants.denied.add(permission);
    const forbidden = await tenants.get(path);
    tenants.denied.clear();
    expect(forbidden.status).toBe(403);
    expect(forbidden.body).toMatchObject({
      code: 'forbidden',
      error: { name: 'NotAllowedError' },
    });
    const anonymous = await tenants
      .get(path)
      .set('authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);
  });
});
