import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { bootstrapBody, startTestServer, type TestServer } from './support.ts';

const COUNTS = `SELECT (SELECT count(*) FROM organizations)::int AS organizations,
  (SELECT count(*) FROM users)::int AS users, (SELECT count(*) FROM projects)::int AS projects,
  (SELECT count(*) FROM feature_flags)::int AS flags,
  (SELECT count(*) FROM alert_preferences)::int AS alerts`;

describe('bootstrap', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.stop());

  const organizationOf = async (tenantId: string) =>
    (
      await server.query('SELECT * FROM organizations WHERE tenant_id = $1', [
        tenantId,
      ])
    )[0];

  it('makes an organization and what belongs to it, once', async () => {
    const [before] = await server.query(COUNTS);
    const body = bootstrapBody();
    const runId = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(async () => {
        const response = await server.call({ runId, body });
        assert.equal(response.status, 200);
        return response.json();
      }),
    );
    answers.push(await (await server.call({ body })).json());
    const organization = await organizationOf(body.tenantId);
    for (const answer of answers) {
      assert.deepEqual(answer, {
        status: 'provisioned',
        organizationId: organization.id,
        portalUrl: `https://app.example/t/${body.tenantKey}`,
      });
    }
    const [after] = await server.query(COUNTS);
    const grown = Object.keys(after).map(
      name => Number(after[name]) - Number(before[name]),
    );
    assert.deepEqual(grown, [1, 1, 1, 2, 1]);
  });

  it('keeps where people sign in', async () => {
    const identity = { issuer: 'https://id.example/realms/t', clientId: 'app' };
    const body = bootstrapBody({ identity });
    assert.equal((await server.call({ body })).status, 200);
    const organization = await organizationOf(body.tenantId);
    assert.deepEqual(organization.identity, identity);
  });

  it("refuses another tenant's key", async () => {
    const body = bootstrapBody();
    await server.call({ body });
    const response = await server.call({
      body: { ...body, tenantId: randomUUID() },
    });
    assert.equal(response.status, 422);
    const problem = (await response.json()) as { code: string };
    assert.equal(problem.code, 'key_taken');
  });

  it('changes what a PATCH names, and nothing else', async () => {
    const body = bootstrapBody();
    await server.call({ body });
    const patch = (change: unknown) =>
      server.call({ method: 'PATCH', path: `/${body.tenantId}`, body: change });
    assert.equal((await patch({ status: 'suspended' })).status, 204);
    const suspended = await organizationOf(body.tenantId);
    assert.equal(suspended.status, 'suspended');
    assert.deepEqual(suspended.limits, body.limits);
    const change = {
      status: 'active',
      planId: 'enterprise',
      limits: { maxUsers: null },
      features: { sso: true },
    };
    assert.equal((await patch(change)).status, 204);
    const changed = await organizationOf(body.tenantId);
    assert.deepEqual(
      [changed.status, changed.plan_id, changed.limits],
      ['active', 'enterprise', { maxUsers: null }],
    );
    const flags = await server.query(
      'SELECT name, enabled FROM feature_flags WHERE organization_id = $1',
      [changed.id],
    );
    assert.deepEqual(flags, [{ name: 'sso', enabled: true }]);
    assert.equal((await patch({})).status, 400);
    assert.equal((await patch({ status: 'deleted' })).status, 400);
    assert.equal((await patch({ tenantKey: 'other' })).status, 400);
  });

  it('answers 404 to a PATCH of nothing', async () => {
    const response = await server.call({
      method: 'PATCH',
      path: `/${randomUUID()}`,
      body: { status: 'active' },
    });
    assert.equal(response.status, 404);
  });

  it('removes everything, and finds it fine when nothing is there', async () => {
    const [before] = await server.query(COUNTS);
    const body = bootstrapBody();
    await server.call({ body });
    for (let time = 0; time < 2; time += 1) {
      const response = await server.call({
        method: 'DELETE',
        path: `/${body.tenantId}`,
      });
      assert.equal(response.status, 204);
    }
    assert.deepEqual(await server.query(COUNTS), [before]);
  });

  it('makes nothing for a late call of a run that was undone', async () => {
    const body = bootstrapBody();
    const runId = randomUUID();
    const path = `/${body.tenantId}`;
    await server.call({ runId, body });
    await server.call({ method: 'DELETE', path, runId });
    const late = await server.call({ runId, body });
    assert.equal(late.status, 410);
    assert.equal(await organizationOf(body.tenantId), undefined);
    assert.equal((await server.call({ body })).status, 200);

    await server.call({ method: 'DELETE', path });
    assert.equal((await server.call({ runId, body })).status, 410);
  });

  it('makes nothing for a call that only arrives after its undo', async () => {
    const body = bootstrapBody();
    const runId = randomUUID();
    await server.call({ method: 'DELETE', path: `/${body.tenantId}`, runId });
    assert.equal((await server.call({ runId, body })).status, 410);
  });

  it('outlives a database that hangs up in the middle of a call', async () => {
    await server.query(`
      CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_terminate_backend(pg_backend_pid());
        RETURN NEW;
      END $$`);
    await server.query(
      'CREATE TRIGGER hang_up BEFORE INSERT ON organizations FOR EACH ROW EXECUTE FUNCTION hang_up()',
    );
    const body = bootstrapBody();
    const cut = await server.call({ body });
    assert.equal(cut.status, 500);

    await server.query('DROP TRIGGER hang_up ON organizations');
    assert.equal((await server.call({ body })).status, 200);
  });
});
