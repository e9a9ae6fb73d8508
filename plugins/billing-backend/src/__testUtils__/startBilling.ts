import { EventEmitter, once } from 'node:events';
import {
  billingServiceRef,
  type BillingService,
} from '@ananta/backstage-plugin-billing-node';
import { loadOpenApiDocument } from '@ananta/http';
import { createAnswerCheck } from '@ananta/http/testUtils';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
  resolvePackagePath,
  type AuthService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import request from 'supertest';
import billingPlugin from '..';

/** The portal's backend with nothing but billing in it, and a neighbour that calls it. */
export interface BillingUnderTest {
  database: Knex;
  /** Names of the permissions that nobody has. */
  denied: Set<string>;
  /** Billing, as a neighbouring plugin has it. */
  billing: BillingService;
  auth: AuthService;
  /** Every answer is held against the OpenAPI document. */
  get(path: string): request.Test;
  post(path: string, body: object, idempotencyKey?: string): request.Test;
  start(tenantId: string, startsAt?: string): request.Test;
  remove(tenantId: string, idempotencyKey: string): request.Test;
  /** The ids published on a topic, once there are so many. */
  hints(topic: string, enough: (ids: string[]) => boolean): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts billing on a database of its own. */
export async function startBilling(database: Knex): Promise<BillingUnderTest> {
  const denied = new Set<string>();
  const neighbour = createNeighbour();
  const listener = createListener();
  const backend = await startTestBackend({
    features: [
      billingPlugin,
      neighbour.plugin,
      listener.module,
      databaseServiceFactory,
      permissionsWithout(denied),
      configFor(database),
    ],
  });
  const api = request(backend.server);
  const checkAnswer = createAnswerCheck(
    await loadOpenApiDocument(
      resolvePackagePath(
        '@ananta/backstage-plugin-billing-backend',
        'schema/openapi.yaml',
      ),
    ),
    '/api/billing',
  );
  const send = (method: 'get' | 'post' | 'delete', path: string) => {
    const url = `/api/billing${path}`;
    return api[method](url).expect(res => checkAnswer(method, url, res));
  };
  const post = (path: string, body: object, key?: string) =>
    send('post', path)
      .set(key ? { 'Idempotency-Key': key } : {})
      .send(body);
  return {
    database,
    denied,
    ...neighbour.services(),
    get: path => send('get', path),
    post,
    start: (tenantId, startsAt = '2025-01-31T10:00:00.000Z') =>
      post(`/subscriptions/by-tenant/${tenantId}/start`, { startsAt }),
    remove: (tenantId, key) =>
      send('delete', `/subscriptions/by-tenant/${tenantId}`).set(
        'Idempotency-Key',
        key,
      ),
    hints: listener.hints,
    stop: () => backend.stop(),
  };
}

function configFor(database: Knex) {
  // The driver hides the password from enumeration.
  const {
    host,
    port,
    user,
    password,
    database: name,
  } = database.client.config.connection;
  return mockServices.rootConfig.factory({
    data: {
      backend: {
        database: {
          client: 'pg',
          connection: { host, port, user, password, database: name },
          pluginDivisionMode: 'schema',
          ensureSchemaExists: true,
          knexConfig: { pool: { min: 0, max: 4 } },
        },
      },
    },
  });
}

function permissionsWithout(denied: Set<string>) {
  const decisionOn = (
    name: string,
  ): AuthorizeResult.ALLOW | AuthorizeResult.DENY =>
    denied.has(name) ? AuthorizeResult.DENY : AuthorizeResult.ALLOW;
  const decide = async (requests: Array<{ permission: { name: string } }>) =>
    requests.map(({ permission }) => ({
      result: decisionOn(permission.name),
    }));
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => ({ authorize: decide, authorizeConditional: decide }),
  });
}

/** A plugin that calls billing. */
function createNeighbour() {
  let services: Pick<BillingUnderTest, 'auth' | 'billing'> | undefined;
  const plugin = createBackendPlugin({
    pluginId: 'tenants',
    register(env) {
      env.registerInit({
        deps: { auth: coreServices.auth, billing: billingServiceRef },
        async init(deps) {
          services = deps;
        },
      });
    },
  });
  return { plugin, services: () => services! };
}

/** Listens to what billing tells the catalog, from before its first word. */
function createListener() {
  const seen: Record<string, string[]> = {};
  const arrivals = new EventEmitter();
  const module = createBackendModule({
    pluginId: 'billing',
    moduleId: 'listener',
    register(env) {
      env.registerInit({
        deps: { events: eventsServiceRef },
        async init({ events }) {
          await events.subscribe({
            id: 'test',
            topics: ['ananta.plans', 'ananta.subscriptions'],
            onEvent: async ({ topic, eventPayload }) => {
              (seen[topic] ??= []).push((eventPayload as { id: string }).id);
              arrivals.emit(topic);
            },
          });
        },
      });
    },
  });
  const hints: BillingUnderTest['hints'] = async (topic, enough) => {
    while (!enough(seen[topic] ?? [])) {
      await once(arrivals, topic);
    }
    return seen[topic];
  };
  return { module, hints };
}
