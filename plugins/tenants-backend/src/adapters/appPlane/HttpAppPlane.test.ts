import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  PortError,
  type BootstrapRequest,
  type CallContext,
} from '@ananta/backstage-plugin-tenants-node';
import { appPlaneContract } from '@ananta/backstage-plugin-tenants-node/contracts';
import { Webhook } from 'standardwebhooks';
import { startAppPlane } from '../__testUtils__/appPlaneProcess';
import { HttpAppPlane } from './HttpAppPlane';

const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const ANSWER = {
  status: 'provisioned',
  organizationId: '6f1f2a5e',
  portalUrl: 'http://localhost:7010/t/acme',
};

appPlaneContract('example app plane over HTTP', async () => {
  const plane = await startAppPlane();
  return {
    appPlane: HttpAppPlane.create({ endpoints: [plane.endpoint] }),
    tenantIds: async () =>
      (await plane.query('SELECT tenant_id FROM organizations')).map(row =>
        String(row.tenant_id),
      ),
    organizationNameOf: async tenantId => {
      const [row] = await plane.query(
        'SELECT name FROM organizations WHERE tenant_id = $1',
        [tenantId],
      );
      return row?.name as string | undefined;
    },
    close: () => plane.stop(),
  };
});

describe('HttpAppPlane', () => {
  let server: Server;
  let answer: RequestListener;
  let client: HttpAppPlane;

  const endpointAt = (port: number) => ({
    name: 'plane',
    baseUrl: `http://127.0.0.1:${port}`,
    token: 'the-token',
    signingSecret: SECRET,
  });
  const newContext = (signal = new AbortController().signal): CallContext => {
    const runId = randomUUID();
    return {
      tenantId: randomUUID(),
      runId,
      idempotencyKey: `${runId}/app-plane.bootstrap`,
      signal,
    };
  };
  const bodyOf = (ctx: CallContext): BootstrapRequest => ({
    tenantId: ctx.tenantId,
    tenantKey: 'acme',
    tenantName: 'Açme “Corp”',
    planId: 'basic',
    adminUser: { email: 'a@b.example', firstName: 'A', lastName: 'B' },
    limits: {},
    features: {},
  });
  const bootstrap = (ctx = newContext()) =>
    client.bootstrap('plane', bodyOf(ctx), ctx);
  const failureOf = async (promise: Promise<unknown>) => {
    const error = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(PortError);
    const { errorClass, code, message } = error as PortError;
    expect(message).not.toContain('the-token');
    return `${errorClass} ${code}`;
  };

  beforeAll(async () => {
    server = createServer((req, res) => answer(req, res));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    client = HttpAppPlane.create({ endpoints: [endpointAt(port)] });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('signs the raw body and names the run', async () => {
    const requests: Array<{ req: IncomingMessage; body: string }> = [];
    answer = async (req, res) => {
      const chunks = await req.toArray();
      requests.push({ req, body: Buffer.concat(chunks).toString() });
      res.end(JSON.stringify(ANSWER));
    };
    const ctx = newContext();
    expect(await bootstrap(ctx)).toEqual(ANSWER);
    await client.offboard('plane', ctx.tenantId, ctx);
    for (const { req, body } of requests) {
      expect(req.headers).toMatchObject({
        authorization: 'Bearer the-token',
        'idempotency-key': ctx.idempotencyKey,
        'webhook-id': ctx.idempotencyKey,
      });
      const headers = req.headers as Record<string, string>;
      expect(() => new Webhook(SECRET).verify(body, headers)).not.toThrow();
    }
    expect(requests.map(({ req }) => `${req.method} ${req.url}`)).toEqual([
      'POST /api/bootstrap',
      `DELETE /api/bootstrap/${ctx.tenantId}`,
    ]);
    expect(JSON.parse(requests[0].body)).toEqual(bodyOf(ctx));
  });

  it.each([
    [400, {}, 'final app_plane_refused'],
    [401, {}, 'final app_plane_refused'],
    [404, {}, 'final app_plane_refused'],
    [408, {}, 'retryable app_plane_busy'],
    [409, {}, 'unknown app_plane_conflict'],
    [410, {}, 'final gone'],
    [425, {}, 'retryable app_plane_busy'],
    [429, {}, 'retryable app_plane_busy'],
    [500, {}, 'unknown app_plane_error'],
    [502, {}, 'unknown app_plane_error'],
    [503, {}, 'unknown app_plane_error'],
    [503, { 'retry-after': '1' }, 'retryable app_plane_busy'],
    [302, { location: '/elsewhere' }, 'final app_plane_redirected'],
  ])('takes %d %j for %s', async (status, headers, expected) => {
    answer = (_req, res) => res.writeHead(status, headers).end('the-token');
    expect(await failureOf(bootstrap())).toBe(expected);
  });

  it.each([404, 410])('takes %d for offboarded', async status => {
    answer = (_req, res) => res.writeHead(status).end();
    const ctx = newContext();
    await expect(
      client.offboard('plane', ctx.tenantId, ctx),
    ).resolves.toBeUndefined();
  });

  it.each([
    ['no JSON', '<html>'],
    ['nothing', ''],
    ['another status', JSON.stringify({ ...ANSWER, status: 'pending' })],
    ['no address', JSON.stringify({ ...ANSWER, portalUrl: undefined })],
    [
      'an address of another kind',
      JSON.stringify({ ...ANSWER, portalUrl: 'data:text/html,x' }),
    ],
    ['too much', JSON.stringify({ ...ANSWER, more: 'x'.repeat(70_000) })],
  ])('makes nothing of an answer with %s', async (_what, text) => {
    answer = (_req, res) => res.end(text);
    expect(await failureOf(bootstrap())).toBe('unknown bad_answer');
  });

  it('knows when nothing can have arrived', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const ctx = newContext();
    const call = (baseUrl: string) =>
      HttpAppPlane.create({
        endpoints: [{ ...endpointAt(port), baseUrl }],
      }).bootstrap('plane', bodyOf(ctx), ctx);
    for (const host of ['127.0.0.1', 'localhost']) {
      expect(await failureOf(call(`http://${host}:${port}`))).toBe(
        'retryable connection_refused',
      );
    }
    expect(await failureOf(call('http://nowhere.invalid'))).toBe(
      'retryable connection_refused',
    );
  });

  it('knows nothing when the connection ends after the request left', async () => {
    answer = req => req.socket.destroy();
    expect(await failureOf(bootstrap())).toBe('unknown connection_lost');
    answer = (_req, res) => {
      res.writeHead(200, { 'content-length': '1000' });
      res.write('{', () => res.socket?.destroy());
    };
    expect(await failureOf(bootstrap())).toBe('unknown connection_lost');
  });

  it('stops at once when it is told to, and says whether time was over', async () => {
    for (const [name, expected] of [
      ['TimeoutError', 'unknown timeout'],
      ['AbortError', 'unknown aborted'],
    ]) {
      const controller = new AbortController();
      answer = () => controller.abort(new DOMException('over', name));
      expect(await failureOf(bootstrap(newContext(controller.signal)))).toBe(
        expected,
      );
    }
  });
});
