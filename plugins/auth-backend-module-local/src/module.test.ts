import type { Server } from 'node:http';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request, { type Test } from 'supertest';
import authModuleLocal from './index';
import { requireLoopbackListener } from './loopback';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

const sam = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'sam-support', namespace: 'default' },
  spec: { memberOf: ['support'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/support' }],
};

async function start(options?: { enabled?: boolean; host?: string }) {
  const { host = '127.0.0.1', enabled = true } = options ?? {};
  const knex = await databases.init('POSTGRES_18');
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModuleLocal,
      catalogServiceMock.factory({ entities: [sam] }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:7007' },
          backend: { baseUrl: 'http://localhost:7007', listen: { host } },
          auth: { providers: { local: {} } },
          ananta: {
            localSignIn: {
              enabled,
              users: [
                { name: 'sam-support', title: 'Sam Support', role: 'Support' },
              ],
            },
          },
        },
      }),
    ],
  });
  return server;
}

function refresh(server: Server, user: string): Test {
  return request(server)
    .get('/api/auth/local/refresh')
    .set('X-Ananta-Local-User', user);
}

describe('local sign-in', () => {
  it('signs in the chosen user with the groups of the catalog', async () => {
    const server = await start();

    const answer = await refresh(server, 'sam-support');

    expect(answer.status).toBe(200);
    expect(answer.body.profile).toEqual({ displayName: 'Sam Support' });
    expect(answer.body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/sam-support',
      ownershipEntityRefs: [
        'user:default/sam-support',
        'group:default/support',
      ],
    });
  });

  it('refuses whoever is not on the list, and nobody', async () => {
    const server = await start();

    expect((await refresh(server, 'somebody-else')).status).toBe(401);
    expect((await refresh(server, '')).status).toBe(401);
  });

  it.each([
    ['a rebound DNS name', { Host: 'portal.example.com:7007' }],
    ['an address of the network', { Host: '192.168.1.4:7007' }],
    ['a name that only starts like loopback', { Host: '127.0.0.1.nip.io' }],
    ['a page of another origin', { Origin: 'https://example.com' }],
    ['an opaque origin', { Origin: 'null' }],
    ['a reverse proxy', { 'X-Forwarded-For': '203.0.113.7' }],
    ['a standard reverse proxy', { Forwarded: 'for=203.0.113.7' }],
  ])('refuses %s', async (_what, headers) => {
    const server = await start();

    const answer = await refresh(server, 'sam-support').set(headers);

    expect(answer.status).toBe(403);
    expect(answer.body.backstageIdentity).toBeUndefined();
  });

  it('is not there unless it is enabled', async () => {
    const server = await start({ enabled: false, host: '0.0.0.0' });

    expect((await refresh(server, 'sam-support')).status).toBe(404);
  });
});

describe('requireLoopbackListener', () => {
  it.each([
    { host: '127.0.0.1', port: 7007 },
    { host: 'localhost', port: 7007 },
    { host: '::1' },
    '127.0.0.1:7007',
  ])('takes %j', listen => {
    expect(() => requireLoopbackListener(configOf(listen))).not.toThrow();
  });

  it.each([
    undefined,
    { port: 7007 },
    { host: '0.0.0.0' },
    { host: '::' },
    { host: '10.0.0.4', port: 7007 },
    { host: '127.evil.example' },
    ':7007',
    '0.0.0.0:7007',
  ])('refuses %j', listen => {
    expect(() => requireLoopbackListener(configOf(listen))).toThrow(
      /for this machine alone/,
    );
  });

  function configOf(listen: JsonValue | undefined) {
    return new ConfigReader({ backend: { listen } });
  }
});
