import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  bootstrapBody,
  startTestServer,
  type Call,
  type TestServer,
} from './support.ts';

const MINUTE = 60_000;

describe('what a call must not be', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(async () => {
    const rows = await server.query('SELECT tenant_key FROM organizations');
    await server.stop();
    assert.deepEqual(rows, [], 'a refused call has made something');
  });

  const refused = async (call: Call, status: number, code: string) => {
    const response = await server.call(call);
    const problem = (await response.json()) as { code: string; param?: string };
    assert.deepEqual([response.status, problem.code], [status, code]);
    assert.match(
      response.headers.get('content-type') ?? '',
      /^application\/problem\+json/,
    );
    return problem;
  };
  const body = bootstrapBody();

  it('without the right token', async () => {
    for (const authorization of [undefined, 'Bearer wrong', 'Basic eDp5', '']) {
      await refused({ body, headers: { authorization } }, 401, 'unauthorized');
    }
  });

  it('without the right signature', async () => {
    const bad: Call[] = [
      { headers: { 'webhook-signature': undefined } },
      { headers: { 'webhook-signature': 'v1,AAAA' } },
      { headers: { 'webhook-id': 'another/id' } },
      { headers: { 'webhook-timestamp': 'soon' } },
      { signedBody: JSON.stringify({ ...body, planId: 'enterprise' }) },
    ];
    for (const call of bad) {
      await refused({ body, ...call }, 401, 'invalid_signature');
    }
  });

  it('more than five minutes off', async () => {
    for (const offset of [-6 * MINUTE, 6 * MINUTE]) {
      const signedAt = new Date(Date.now() + offset);
      await refused({ body, signedAt }, 401, 'invalid_signature');
    }
  });

  it("with another run's idempotency key than the signed one", async () => {
    await refused(
      { body, headers: { 'idempotency-key': 'other/app-plane.bootstrap' } },
      400,
      'invalid_request',
    );
  });

  it('with an idempotency key that names no run', async () => {
    await refused({ body, runId: 'a b' }, 400, 'invalid_request');
  });

  it('anything but JSON', async () => {
    for (const rawBody of ['{', 'null,', '', '<xml/>']) {
      await refused({ rawBody }, 400, 'not_json');
    }
  });

  it('of another shape', async () => {
    const wrong: Array<[string, Record<string, unknown>]> = [
      ['tenantId', { tenantId: '1; DROP TABLE users' }],
      ['tenantKey', { tenantKey: '../admin' }],
      ['tenantKey', { tenantKey: 'a"><script>' }],
      ['tenantKey', { tenantKey: `a${'b'.repeat(31)}` }],
      ['tenantName', { tenantName: 'a\u0000b' }],
      ['tenantName', { tenantName: '' }],
      ['tenantName', { tenantName: 'x'.repeat(201) }],
      ['planId', { planId: ['basic'] }],
      ['adminUser.email', { adminUser: { ...body.adminUser, email: 'ada' } }],
      ['limits.maxUsers', { limits: { maxUsers: -1 } }],
      ['features.sso', { features: { sso: 'yes' } }],
      ['identity.clientId', { identity: { issuer: 'https://id.example' } }],
    ];
    for (const [param, change] of wrong) {
      const problem = await refused(
        { body: { ...body, ...change } },
        400,
        'invalid_request',
      );
      assert.equal(problem.param, param);
    }
  });

  it('with a member that nobody knows', async () => {
    const call = { body: { ...body, isAdmin: true } };
    const problem = await refused(call, 400, 'unknown_field');
    assert.equal(problem.param, 'isAdmin');
  });

  it('too large', async () => {
    const rawBody = JSON.stringify({ ...body, tenantName: 'x'.repeat(70_000) });
    await refused({ rawBody }, 413, 'body_too_large');
  });

  it('compressed', async () => {
    await refused(
      { body, headers: { 'content-encoding': 'gzip' } },
      415,
      'invalid_request',
    );
  });

  it('about something that is no tenant', async () => {
    for (const path of ['/1', '/%00', "/'--"]) {
      await refused({ method: 'DELETE', path }, 400, 'invalid_request');
    }
  });
});
