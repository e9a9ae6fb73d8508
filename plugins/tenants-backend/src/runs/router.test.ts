import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  Run,
  RunStreamEvent,
  Tenant,
} from '@ananta/backstage-plugin-tenants-common';
import { usePostgres } from '../__testUtils__/database';
import {
  aRequest,
  startTenants,
  type TenantsUnderTest,
} from '../__testUtils__/startTenants';
import { FaultyWorld, hangs, rejected } from './__testUtils__/FaultyWorld';

jest.setTimeout(120_000);

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

describe('the routes of runs', () => {
  const createDatabase = usePostgres();
  const world = new FaultyWorld();
  let api: TenantsUnderTest;

  beforeAll(async () => {
    api = await startTenants(await createDatabase(), {}, world.ports());
  });
  afterAll(() => api.stop());
  afterEach(() => {
    world.healAll();
    api.denied.clear();
  });

  const create = async (): Promise<{ tenant: Tenant; run: Run }> =>
    (await api.create(aRequest()).expect(202)).body;

  /** Reads the live stream until a message is what was waited for. */
  const follow = (
    run: Run,
    accept: (run: Run) => boolean,
    headers: Record<string, string> = {},
  ): Promise<RunStreamEvent[]> =>
    new Promise((resolve, reject) => {
      const { port } = api.server.address() as AddressInfo;
      const messages: RunStreamEvent[] = [];
      const path = `/api/tenants/runs/${run.id}/events`;
      const req = httpRequest({ port, path, headers }, res => {
        expect(res.headers['content-type']).toMatch('text/event-stream');
        let text = '';
        res.setEncoding('utf8').on('data', chunk => {
          text += chunk;
          const parts = text.split('\n\n');
          text = parts.pop() ?? '';
          for (const part of parts) {
            const [, data] = /^data: (.*)$/m.exec(part) ?? [];
            if (data) {
              messages.push(JSON.parse(data));
            }
          }
          if (messages.some(message => accept(message.run))) {
            req.destroy();
            resolve(messages);
          }
        });
      });
      req.on('error', reject).end();
    });

  const end = async (run: Run): Promise<Run> => {
    const messages = await follow(run, ({ finishedAt }) => Boolean(finishedAt));
    return messages.at(-1)!.run;
  };

  it('shows the plan from the first second, and the run to its end', async () => {
    const { tenant, run } = await create();
    expect(run.steps.map(({ id, status }) => [id, status])).toEqual([
      ['tenant.reserve', 'pending'],
      ['identity.realm', 'pending'],
      ['identity.owner', 'pending'],
      ['database.schema', 'pending'],
      ['app-plane.bootstrap', 'pending'],
      ['billing.subscription', 'pending'],
      ['tenant.activate', 'pending'],
    ]);
    const ended = await end(run);
    expect(ended.status).toBe('succeeded');
    expect((await api.get(`/runs/${run.id}`).expect(200)).body).toEqual(ended);

    const { body } = await api.get(`/tenants/${tenant.id}`).expect(200);
    expect(body).toMatchObject({
      status: 'active',
      portalUrl: `https://portal.test/${tenant.id}`,
    });
    expect(body).not.toHaveProperty('currentRunId');
  });

  it('streams on from where the client was', async () => {
    const { run } = await create();
    const ended = await end(run);
    const messages = await follow(run, () => true, {
      'last-event-id': String(ended.lastEventId - 1),
    });
    expect(messages.map(({ id }) => id)).toEqual([ended.lastEventId]);
  });

  it('lists runs, filtered and in pages', async () => {
    world.inject('ensureRealm', rejected);
    const { tenant, run } = await create();
    await end(run);
    const other = await create();
    await end(other.run);

    const ofTenant = await api.get(`/tenants/${tenant.id}/runs`).expect(200);
    expect(ofTenant.body.items).toMatchObject([
      {
        id: run.id,
        status: 'compensated',
        tenantKey: tenant.key,
        statusReason:
          '"Create the realm" gave up: It was rejected. Everything was undone.',
        progress: { done: 1, total: 1 },
      },
    ]);
    const compensated = await api
      .get('/runs?status=compensated,cancelled')
      .expect(200);
    expect(compensated.body.items.map(({ id }: Run) => id)).toEqual([run.id]);

    const first = await api.get('/runs?limit=1').expect(200);
    expect(first.body).toMatchObject({
      items: [{ id: other.run.id }],
      hasMore: true,
    });
    const second = await api
      .get(`/runs?limit=1&cursor=${first.body.cursor}`)
      .expect(200);
    expect(second.body.items).toMatchObject([{ id: run.id }]);
  });

  it('cancels a run, and retries it', async () => {
    world.inject('bootstrap', hangs);
    const { tenant, run } = await create();
    await follow(run, ({ steps }) => steps[4].status === 'running');

    const cancel = () =>
      api
        .send('post', `/runs/${run.id}/cancel`)
        .set('Idempotency-Key', 'cancel-1')
        .expect(202);
    const [{ body }, again] = await Promise.all([cancel(), cancel()]);
    expect(body).toEqual({ commandId: expect.any(String) });
    expect(again.body).toEqual(body);
    const cancelled = await end(run);
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      possibleActs: ['retry'],
    });
    const late = await api.send('post', `/runs/${run.id}/cancel`).expect(409);
    expect(late.body.code).toBe('run_not_cancellable');

    const retry = () =>
      api
        .send('post', `/runs/${run.id}/retry`)
        .set('Idempotency-Key', 'retry-1')
        .expect(202);
    const retried = await retry();
    expect(retried.body.run).toMatchObject({
      retryOf: run.id,
      tenantId: tenant.id,
      status: 'running',
    });
    expect((await retry()).body.run.id).toBe(retried.body.run.id);
    expect((await end(retried.body.run)).status).toBe('succeeded');
    const refused = await api.send('post', `/runs/${run.id}/retry`).expect(409);
    expect(refused.body.code).toBe('run_not_retryable');

    const trail = await api.get(`/tenants/${tenant.id}/audit-events`);
    expect(
      trail.body.items.map(({ action }: { action: string }) => action),
    ).toEqual([
      'tenant.activate',
      'run.retry',
      'tenant.provisioning_failed',
      'run.cancelled',
      'run.cancel',
      'tenant.create',
    ]);
  });

  it.each([
    ['get', `/runs/${UNKNOWN}`],
    ['get', `/runs/${UNKNOWN}/events`],
    ['get', `/tenants/${UNKNOWN}/runs`],
    ['post', `/runs/${UNKNOWN}/cancel`],
    ['post', `/runs/${UNKNOWN}/retry`],
  ] as const)('answers 404 to %s %s', async (method, path) => {
    const { body } = await api.send(method, path).expect(404);
    expect(body.code).toBe('not_found');
  });

  it.each([
    ['get', '/runs?status=asleep'],
    ['get', '/runs?colour=red'],
    ['get', '/runs?cursor=rubbish'],
    ['get', '/runs/not-an-id'],
  ] as const)('answers 400 to %s %s', async (method, path) => {
    const { body } = await api.send(method, path).expect(400);
    expect(body.code).toMatch(/^(invalid_|unknown_field)/);
  });

  it.each([
    ['get', '/runs', 'run.read'],
    ['get', `/runs/${UNKNOWN}`, 'run.read'],
    ['get', `/runs/${UNKNOWN}/events`, 'run.read'],
    ['get', `/tenants/${UNKNOWN}/runs`, 'run.read'],
    ['post', `/runs/${UNKNOWN}/cancel`, 'run.cancel'],
    ['post', `/runs/${UNKNOWN}/retry`, 'run.retry'],
  ] as const)('%s %s needs %s', async (method, path, permission) => {
    api.denied.add(permission);
    const { body } = await api.send(method, path).expect(403);
    expect(body.code).toBe('forbidden');
  });
});
