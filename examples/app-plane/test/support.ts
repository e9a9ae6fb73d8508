import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Webhook } from 'standardwebhooks';
import type { AppPlaneConfig } from '../src/config.ts';
import { startServer } from '../src/server.ts';

const SERVER = process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;

/** A call as the control plane makes it; members override what is right. */
export interface Call {
  method?: string;
  path?: string;
  runId?: string;
  body?: unknown;
  rawBody?: string;
  signedBody?: string;
  signedAt?: Date;
  headers?: Record<string, string | undefined>;
}

/** The server on a database of its own. */
export interface TestServer {
  url: string;
  call(call: Call): Promise<Response>;
  query(
    sql: string,
    values?: unknown[],
  ): Promise<Array<Record<string, unknown>>>;
  stop(): Promise<void>;
}

/** A database that nobody else uses. */
export async function createDatabase(): Promise<{
  url: string;
  drop(): Promise<void>;
}> {
  if (!SERVER) {
    throw new Error(
      'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING names no server',
    );
  }
  const name = `app_plane_${randomBytes(6).toString('hex')}`;
  await query(SERVER, `CREATE DATABASE ${name}`);
  const url = new URL(SERVER);
  url.pathname = name;
  return {
    url: url.href,
    drop: async () => {
      await query(SERVER, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

export async function startTestServer(): Promise<TestServer> {
  const database = await createDatabase();
  const config: AppPlaneConfig = {
    databaseUrl: database.url,
    token: randomBytes(24).toString('base64url'),
    signingSecret: `whsec_${randomBytes(32).toString('base64')}`,
    publicUrl: 'https://app.example',
    host: '127.0.0.1',
    port: 0,
  };
  const server = await startServer(config);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    call: call => send(url, config, call),
    query: (sql, values) => query(database.url, sql, values),
    stop: async () => {
      await server.stop();
      await database.drop();
    },
  };
}

/** A body that is right. */
export function bootstrapBody(overrides: Record<string, unknown> = {}) {
  return {
    tenantId: randomUUID(),
    tenantKey: `t${randomBytes(5).toString('hex')}`,
    tenantName: 'Acme Corporation',
    planId: 'professional',
    adminUser: {
      email: 'ada@acme.example',
      firstName: 'Ada',
      lastName: 'Owner',
    },
    limits: { maxUsers: 25, maxComponents: 50000, maxStorageGb: null },
    features: { exports: true, sso: false },
    ...overrides,
  };
}

function send(
  url: string,
  config: AppPlaneConfig,
  call: Call,
): Promise<Response> {
  const { method = 'POST', path = '', runId = randomUUID() } = call;
  const body = call.rawBody ?? (call.body ? JSON.stringify(call.body) : '');
  const at = call.signedAt ?? new Date();
  const key = `${runId}/app-plane.bootstrap`;
  const headers = {
    authorization: `Bearer ${config.token}`,
    'idempotency-key': key,
    'webhook-id': key,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(config.signingSecret).sign(
      key,
      at,
      call.signedBody ?? body,
    ),
    'content-type': 'application/json',
    ...call.headers,
  };
  return fetch(`${url}/api/bootstrap${path}`, {
    method,
    headers: Object.entries(headers).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
    body: body || undefined,
  });
}

async function query(
  connectionString: string,
  sql: string,
  values?: unknown[],
): Promise<Array<Record<string, unknown>>> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
