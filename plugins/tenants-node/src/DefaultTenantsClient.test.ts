import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { DefaultTenantsClient } from './DefaultTenantsClient';

interface Seen {
  method?: string;
  url?: string;
  headers: Record<string, string | string[] | undefined>;
}

type Answer = (res: ServerResponse) => void;

const json =
  (status: number, body: object): Answer =>
  res =>
    res
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(body));

const stream =
  (...messages: Array<{ id: number; status: string }>): Answer =>
  res => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write(': heartbeat\n\n');
    for (const { id, status } of messages) {
      const data = JSON.stringify({ id, run: { id: 'r1', status } });
      res.write(`id: ${id}\nevent: run\ndata: ${data}\n\n`);
    }
    res.end();
  };

describe('DefaultTenantsClient', () => {
  let server: Server;
  let seen: Seen[];
  let answers: Answer[];
  let client: DefaultTenantsClient;
  const credentials = mockCredentials.user();

  beforeEach(async () => {
    seen = [];
    answers = [];
    server = createServer((req, res) => {
      seen.push({ method: req.method, url: req.url, headers: req.headers });
      answers.shift()?.(res);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = DefaultTenantsClient.create({
      auth: mockServices.auth({ pluginId: 'catalog' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async pluginId => `http://127.0.0.1:${port}/${pluginId}`,
      }),
    });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  it('lists with its filter, statuses separated by commas', async () => {
    answers.push(json(200, { items: [], hasMore: false }));
    await client.listTenants(
      { q: 'a b&c', status: ['active', 'suspended'], cursor: undefined },
      { credentials },
    );
    expect(seen[0].url).toBe(
      '/tenants/tenants?q=a+b%26c&status=active%2Csuspended',
    );
    expect(seen[0].headers.authorization).toMatch(/^Bearer ./);
  });

  it('sends the idempotency key with a create', async () => {
    answers.push(json(202, { tenant: { id: 't1' }, run: { id: 'r1' } }));
    const request = {
      key: 'acme',
      name: 'Acme',
      planKey: 'free',
      owner: { email: 'a@acme.test', firstName: 'A', lastName: 'B' },
    };
    const answer = await client.createTenant(request, {
      credentials,
      idempotencyKey: 'task-1',
    });
    expect(answer.run.id).toBe('r1');
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/tenants/tenants' });
    expect(seen[0].headers['idempotency-key']).toBe('task-1');
  });

  it('knows no tenant from a 404, and throws what else goes wrong', async () => {
    answers.push(json(404, { error: { name: 'NotFoundError', message: '' } }));
    await expect(client.getTenant('x', { credentials })).resolves.toBe(
      undefined,
    );
    answers.push(
      json(409, {
        code: 'key_taken',
        error: { name: 'ConflictError', message: 'taken' },
        response: { statusCode: 409 },
      }),
    );
    await expect(client.getRun('x', { credentials })).rejects.toMatchObject({
      statusCode: 409,
      body: { code: 'key_taken' },
    });
  });

  it('watches a run over lost connections until it has finished', async () => {
    answers.push(
      stream({ id: 4, status: 'running' }),
      res => res.destroy(),
      stream({ id: 5, status: 'running' }, { id: 6, status: 'succeeded' }),
    );
    const statuses: string[] = [];
    for await (const run of client.watchRun('r1', { credentials })) {
      statuses.push(run.status);
    }
    expect(statuses).toEqual(['running', 'running', 'succeeded']);
    expect(seen.map(({ headers }) => headers['last-event-id'])).toEqual([
      undefined,
      '4',
      '4',
    ]);
  });

  it('stops watching when it is told to', async () => {
    answers.push(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write('id: 1\ndata: {"id":1,"run":{"status":"running"}}\n\n');
    });
    const controller = new AbortController();
    const seenRuns = [];
    for await (const run of client.watchRun('r1', {
      credentials,
      signal: controller.signal,
    })) {
      seenRuns.push(run);
      controller.abort();
    }
    expect(seenRuns).toHaveLength(1);
  });

  it('does not wait for a run that is not there', async () => {
    answers.push(json(404, { error: { name: 'NotFoundError', message: '' } }));
    const watching = client.watchRun('r1', { credentials });
    await expect(watching[Symbol.asyncIterator]().next()).rejects.toMatchObject(
      { statusCode: 404 },
    );
  });
});
