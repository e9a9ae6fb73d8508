import { EventEmitter, once } from 'node:events';
import type { Server } from 'node:http';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { loadOpenApiDocument } from '@ananta/http';
import { createAnswerCheck } from '@ananta/http/testUtils';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  resolvePackagePath,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
// Tenancy's tests subscribe to real plans.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import billingPlugin from '@ananta/backstage-plugin-billing-backend';
import type {
  CreateTenantRequest,
  Tenant,
} from '@ananta/backstage-plugin-tenants-common';
import type { TenancyPorts } from '@ananta/backstage-plugin-tenants-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import tenantsPlugin from '..';
import { testConnection } from '../adapters/__testUtils__/connections';
import { portsModule, silentPorts } from './silentPorts';

/** The portal's backend with tenancy and billing, on outside systems of a test's own. */
export interface TenantsUnderTest {
  /** The plugin's own tables, seen as staff sees them. */
  database: Knex;
  /** The backend's own server, for what supertest can't do. */
  server: Server;
  /** Names of the permissions that nobody has. */
  denied: Set<string>;
  /** What was published for the catalog about a tenant, once it was. */
  hintAt(tenantId: string): Promise<unknown>;
  /** Every answer is held against the OpenAPI document. */
  send(method: 'get' | 'post' | 'patch', path: string): request.Test;
  get(path: string): request.Test;
  create(body: object, headers?: Record<string, string>): request.Test;
  /** Creates a tenant that is fine. */
  given(change?: Partial<CreateTenantRequest>): Promise<Tenant>;
  patch(tenant: Tenant, body: object, ifMatch?: string): request.Test;
  /** Rows of every table that an act may write to. */
  countRows(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/** A request that is accepted. */
export function aRequest(
  change: Partial<CreateTenantRequest> = {},
): CreateTenantRequest {
  return {
    key: `t${Math.random().toString(36).slice(2, 14)}`,
    name: 'Acme Industries',
    planKey: 'basic',
    owner: { email: 'Olga@Owner.Test', firstName: 'Olga', lastName: 'Owner' },
    ...change,
  };
}

const WRITTEN_TABLES = [
  'tenants.tenants',
  'tenants.tenant_contacts',
  'tenants.tenant_domains',
  'tenants.tenant_events',
  'tenants.runs',
  'tenants.audit_events',
];

/** Starts tenancy on a database of its own; outside systems are silent unless given. */
export async function startTenants(
  database: Knex,
  config: JsonObject = {},
  ports: TenancyPorts = silentPorts,
  neighbours: BackendFeature[] = [],
): Promise<TenantsUnderTest> {
  const denied = new Set<string>();
  const listener = createListener();
  const backend = await startTestBackend({
    features: [
      tenantsPlugin,
      portsModule(ports),
      billingPlugin,
      listener.module,
      ...neighbours,
      databaseServiceFactory,
      permissionsWithout(denied),
      mockServices.rootConfig.factory({
        data: { ...databaseConfig(database), ...config },
      }),
    ],
  });
  const api = request(backend.server);
  const checkAnswer = createAnswerCheck(
    await loadOpenApiDocument(
      resolvePackagePath(
        '@ananta/backstage-plugin-tenants-backend',
        'schema/openapi.yaml',
      ),
    ),
    '/api/tenants',
  );
  const send: TenantsUnderTest['send'] = (method, path) => {
    const url = `/api/tenants${path}`;
    return api[method](url).expect(res => checkAnswer(method, url, res));
  };
  const create: TenantsUnderTest['create'] = (body, headers = {}) =>
    send('post', '/tenants').set(headers).send(body);
  return {
    database,
    server: backend.server,
    denied,
    hintAt: listener.hintAt,
    send,
    get: path => send('get', path),
    create,
    async given(change) {
      const { status, body } = await create(aRequest(change));
      if (status !== 202) {
        throw new Error(JSON.stringify(body));
      }
      return body.tenant;
    },
    patch: (tenant, body, ifMatch) =>
      send('patch', `/tenants/${tenant.id}`)
        .set(ifMatch === undefined ? {} : { 'If-Match': ifMatch })
        .send(body),
    countRows: () => countRows(database),
    stop: () => backend.stop(),
  };
}

async function countRows(database: Knex): Promise<Record<string, number>> {
  return database.transaction(async trx => {
    await trx.raw(`SELECT set_config('ananta.scope', 'staff', true)`);
    const counts: Record<string, number> = {};
    for (const table of WRITTEN_TABLES) {
      const { rows } = await trx.raw(`SELECT count(*)::int AS n FROM ${table}`);
      counts[table] = rows[0].n;
    }
    const { rows } = await trx.raw(
      `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'tenants.catalog-hints'`,
    );
    return { ...counts, hints: rows[0].n };
  });
}

function databaseConfig(database: Knex): JsonObject {
  return {
    backend: {
      database: {
        client: 'pg',
        connection: testConnection({
          database: database.client.config.connection.database,
        }) as JsonObject,
        pluginDivisionMode: 'schema',
        ensureSchemaExists: true,
        knexConfig: { pool: { min: 0, max: 4 } },
      },
    },
  };
}

function permissionsWithout(denied: Set<string>) {
  const decide = async (
    requests: Array<{ permission: { name: string } }>,
  ): Promise<DefinitivePolicyDecision[]> =>
    requests.map(({ permission }) => ({
      result: denied.has(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    }));
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => ({ authorize: decide, authorizeConditional: decide }),
  });
}

/** Listens to what tenancy tells the catalog, from before its first word. */
function createListener() {
  const seen = new Map<string, unknown>();
  const arrivals = new EventEmitter();
  const module = createBackendModule({
    pluginId: 'tenants',
    moduleId: 'listener',
    register(env) {
      env.registerInit({
        deps: { events: eventsServiceRef },
        async init({ events }) {
          await events.subscribe({
            id: 'test',
            topics: ['ananta.tenants'],
            async onEvent({ eventPayload }) {
              const { id } = eventPayload as { id: string };
              seen.set(id, eventPayload);
              arrivals.emit('hint');
            },
          });
        },
      });
    },
  });
  const hintAt: TenantsUnderTest['hintAt'] = async tenantId => {
    while (!seen.has(tenantId)) {
      await once(arrivals, 'hint');
    }
    return seen.get(tenantId);
  };
  return { module, hintAt };
}
