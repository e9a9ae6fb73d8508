import { mockCredentials } from '@backstage/backend-test-utils';
import { RESERVED_TENANT_KEYS } from '@ananta/backstage-plugin-tenants-common';
import { usePostgres } from '../__testUtils__/database';
import {
  aRequest,
  startTenants,
  type TenantsUnderTest,
} from '../__testUtils__/startTenants';

jest.setTimeout(120_000);

const owner = aRequest().owner;

describe('POST /tenants', () => {
  const createDatabase = usePostgres();
  let tenants: TenantsUnderTest;

  beforeAll(async () => {
    tenants = await startTenants(await createDatabase());
  });
  afterAll(() => tenants.stop());

  it('makes a tenant and starts its run', async () => {
    const wish = aRequest({
      name: '  Acme Industries ',
      domains: ['WWW.Acme-Industries.example', 'bücher.example'],
      address: { line1: 'Main 1', city: 'Bern', country: 'CH' },
      labels: { segment: 'gold' },
      contacts: [
        {
          kind: 'billing',
          email: 'BILL@acme.test',
          firstName: 'Bill',
          lastName: 'Payer',
          phone: '+41 31 000 00 00',
        },
      ],
    });
    const { status, body, headers } = await tenants.create(wish);
    expect(status).toBe(202);
    expect(body.tenant).toMatchObject({
      key: wish.key,
      name: 'Acme Industries',
      status: 'provisioning',
      needsAttention: false,
      tenancyModel: 'bridge',
      region: 'local',
      planKey: 'basic',
      planVersion: 1,
      interval: 'month',
      ownerRef: 'group:default/engineers',
      appPlane: 'components-platform',
      currentRunId: body.run.id,
      domains: ['www.acme-industries.example', 'xn--bcher-kva.example'],
      limits: { maxUsers: 5, maxComponents: 10_000, maxStorageGb: 10 },
      contacts: [
        { kind: 'owner', email: 'olga@owner.test', primary: true },
        { kind: 'billing', email: 'bill@acme.test', primary: false },
      ],
      version: 1,
    });
    expect(body.run).toMatchObject({
      type: 'provision-tenant',
      tenantId: body.tenant.id,
      status: 'running',
      startedBy: 'user:default/mock',
    });
    expect(headers).toMatchObject({
      etag: '"1"',
      location: `/api/tenants/tenants/${body.tenant.id}`,
    });

    const read = await tenants.get(`/tenants/${body.tenant.id}`);
    expect(read.body).toMatchObject({
      id: body.tenant.id,
      contacts: body.tenant.contacts,
      domains: body.tenant.domains,
      address: wish.address,
    });
    const audit = await tenants.get(`/tenants/${body.tenant.id}/audit-events`);
    expect(audit.body.items).toContainEqual(
      expect.objectContaining({
        sequence: 1,
        actor: 'user:default/mock',
        action: 'tenant.create',
        target: `tenant:${body.tenant.id}`,
        requestId: expect.any(String),
        after: expect.objectContaining({ key: wish.key }),
      }),
    );
  });

  const malformed: Array<[string, object, string, string]> = [
    ['no key', { key: undefined }, 'invalid_request', 'key'],
    ['a short key', { key: 'a' }, 'invalid_key', 'key'],
    ['capitals in the key', { key: 'Acme' }, 'invalid_key', 'key'],
    ['SQL in the key', { key: `a'; DROP TABLE x` }, 'invalid_key', 'key'],
    ['a path in the key', { key: '../../etc' }, 'invalid_key', 'key'],
    ['a number as the key', { key: 12 }, 'invalid_request', 'key'],
    ...[...RESERVED_TENANT_KEYS]
      .slice(0, 3)
      .map((key): [string, object, string, string] => [
        `the reserved key ${key}`,
        { key },
        'reserved_key',
        'key',
      ]),
    ['an unknown field', { admin: true }, 'unknown_field', 'admin'],
    [
      'an unknown field within',
      { owner: { ...owner, roles: ['ops'] } },
      'unknown_field',
      'owner.roles',
    ],
    ['the status', { status: 'active' }, 'unknown_field', 'status'],
    [
      'a bad e-mail address',
      { owner: { ...owner, email: 'olga@acme' } },
      'invalid_email',
      'owner.email',
    ],
    [
      'a header in an e-mail address',
      { owner: { ...owner, email: 'olga@acme.test\r\nBcc: x@y.test' } },
      'invalid_email',
      'owner.email',
    ],
    ['an empty name', { name: '   ' }, 'invalid_request', 'name'],
    ['a long name', { name: 'a'.repeat(201) }, 'invalid_request', 'name'],
    ['a NUL in the name', { name: 'a\u0000b' }, 'invalid_request', 'name'],
    ['a new line in the name', { name: 'a\nb' }, 'invalid_request', 'name'],
    ['reversed text', { name: 'a\u202eb' }, 'invalid_request', 'name'],
    ['half a character', { name: 'a\ud800b' }, 'invalid_request', 'name'],
    [
      'a bad contact',
      { contacts: [{ kind: 'billing', ...owner, email: 'x' }] },
      'invalid_email',
      'contacts.0.email',
    ],
    [
      'a second owner',
      { contacts: [{ kind: 'owner', ...owner }] },
      'invalid_request',
      'contacts.0.kind',
    ],
    ['no domain', { domains: ['localhost'] }, 'invalid_request', 'domains.0'],
    [
      'an address as domain',
      { domains: ['a.example', '10.0.0.1'] },
      'invalid_request',
      'domains.1',
    ],
    [
      'an unknown model',
      { tenancyModel: 'cloud' },
      'invalid_request',
      'tenancyModel',
    ],
    [
      'a user as owner',
      { ownerRef: 'user:default/x' },
      'invalid_request',
      'ownerRef',
    ],
    ['a bad label', { labels: { 'A B': 'c' } }, 'invalid_request', 'labels'],
    [
      'a NUL in a label',
      { labels: { a: '\u0000' } },
      'invalid_request',
      'labels.a',
    ],
    [
      'a country that is none',
      { address: { line1: 'a', city: 'b', country: 'Narnia' } },
      'invalid_request',
      'address.country',
    ],
  ];

  const refused: Array<[string, number, object, string, string | undefined]> = [
    ...malformed.map(
      ([what, change, code, param]) =>
        [what, 400, change, code, param] as [
          string,
          number,
          object,
          string,
          string,
        ],
    ),
    ['an unknown plan', 422, { planKey: 'gold' }, 'unknown_plan', 'planKey'],
    [
      'an interval without a price',
      422,
      { interval: 'week' },
      'interval_not_offered',
      'interval',
    ],
    [
      'a model that the plan lacks',
      422,
      { tenancyModel: 'silo' },
      'model_not_offered',
      'tenancyModel',
    ],
    [
      'a model that nothing is installed for',
      422,
      { tenancyModel: 'pooled' },
      'model_not_offered',
      'tenancyModel',
    ],
    [
      'another one',
      422,
      { planKey: 'enterprise', tenancyModel: 'silo' },
      'model_not_offered',
      'tenancyModel',
    ],
    ['an unknown region', 422, { region: 'mars' }, 'unknown_region', 'region'],
    [
      'an unknown app plane',
      422,
      { appPlane: 'none' },
      'unknown_app_plane',
      'appPlane',
    ],
  ];

  it.each(refused)(
    'refuses %s with %d and writes nothing',
    async (_, status, change, code, param) => {
      const before = await tenants.countRows();
      const answer = await tenants.create({ ...aRequest(), ...change });
      expect(answer.body).toMatchObject({
        code,
        param,
        requestId: expect.any(String),
        error: { name: expect.any(String), message: expect.any(String) },
        response: { statusCode: status },
      });
      expect(answer.status).toBe(status);
      expect(await tenants.countRows()).toEqual(before);
    },
  );

  it('says in words which models there are', async () => {
    const { body } = await tenants.create(aRequest({ tenancyModel: 'pooled' }));
    expect(body.error.message).toBe(
      "The tenancy model 'pooled' needs adapters that aren't installed here; installed: bridge",
    );
  });

  it.each([
    ['what is not JSON', '{"key":', 400, 'not_json'],
    ['what is no object', '[]', 400, 'invalid_request'],
    [
      'what is too large',
      JSON.stringify(aRequest({ name: 'a'.repeat(300_000) })),
      413,
      'body_too_large',
    ],
    [
      'what is too deep',
      `{"labels":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`,
      400,
      'body_too_deep',
    ],
  ])('refuses %s', async (_, text, status, code) => {
    const before = await tenants.countRows();
    const answer = await tenants
      .send('post', '/tenants')
      .set('content-type', 'application/json')
      .send(text);
    expect(answer.body).toMatchObject({ code });
    expect(answer.status).toBe(status);
    expect(await tenants.countRows()).toEqual(before);
  });

  it('is for those who may', async () => {
    const before = await tenants.countRows();
    const anonymous = await tenants.create(aRequest(), {
      authorization: mockCredentials.none.header(),
    });
    expect(anonymous.status).toBe(401);
    tenants.denied.add('tenant.create');
    const forbidden = await tenants.create(aRequest());
    tenants.denied.clear();
    expect(forbidden.status).toBe(403);
    expect(forbidden.body.code).toBe('forbidden');
    expect(await tenants.countRows()).toEqual(before);
  });

  it('refuses a domain of another tenant and writes nothing', async () => {
    await tenants.given({ domains: ['mine.example'] });
    const before = await tenants.countRows();
    const { status, body } = await tenants.create(
      aRequest({ domains: ['fine.example', 'MINE.example'] }),
    );
    expect({ status, ...body }).toMatchObject({
      status: 409,
      code: 'domain_taken',
      param: 'domains',
    });
    expect(await tenants.countRows()).toEqual(before);
  });

  it('gives a key to one of many who ask at once', async () => {
    const before = await tenants.countRows();
    const wish = aRequest();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => tenants.create(wish)),
    );
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted).toHaveLength(1);
    for (const { status, body } of answers.filter(it => it !== accepted[0])) {
      expect({ status, code: body.code, param: body.param }).toEqual({
        status: 409,
        code: 'key_taken',
        param: 'key',
      });
    }
    const after = await tenants.countRows();
    expect(after['tenants.tenants']).toBe(before['tenants.tenants'] + 1);
    expect(after['tenants.runs']).toBe(before['tenants.runs'] + 1);
    expect(after['tenants.tenant_events']).toBe(
      before['tenants.tenant_events'] + 1,
    );
  });

  it('does once what is sent fifty times with one Idempotency-Key', async () => {
    const before = await tenants.countRows();
    const wish = aRequest();
    const headers = { 'Idempotency-Key': `create-${wish.key}` };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => tenants.create(wish, headers)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([202]),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(it => it.headers.etag))).toEqual(
      new Set(['"1"']),
    );
    const after = await tenants.countRows();
    expect(after['tenants.tenants']).toBe(before['tenants.tenants'] + 1);
    expect(after['tenants.runs']).toBe(before['tenants.runs'] + 1);

    const other = await tenants.create({ ...wish, name: 'Other' }, headers);
    expect({ status: other.status, code: other.body.code }).toEqual({
      status: 422,
      code: 'idempotency_key_reused',
    });
  });

  it('keeps no answer of a request that failed', async () => {
    const wish = aRequest();
    const headers = { 'Idempotency-Key': `again-${wish.key}` };
    const bad = await tenants.create({ ...wish, planKey: 'gold' }, headers);
    expect(bad.status).toBe(422);
    const good = await tenants.create(wish, headers);
    expect(good.status).toBe(202);
  });

  it('hints at the change to the catalog, with the id alone', async () => {
    const { id } = await tenants.given();
    expect(await tenants.hintAt(id)).toEqual({ id });
  });
});
