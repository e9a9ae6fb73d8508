import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { LifecycleServiceShutdownHook } from '@backstage/backend-plugin-api';
import { runMigration } from './__testUtils__/migrations';
import { testConnection } from './__testUtils__/connections';
import { bootstrapTenantsDatabase } from './__testUtils__/tenantsDatabase';
import { createEmbeddedPorts } from './createEmbeddedPorts';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('createEmbeddedPorts', () => {
  it('makes ports of the configuration that work together, and end', async () => {
    const db = await databases.init('POSTGRES_18');
    await runMigration(db, '20261121000300_identity.js');
    await runMigration(db, '20261121000400_secrets.js');
    const cluster = await bootstrapTenantsDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'ports-'));
    const { host, port } = testConnection();
    const plane = { baseUrl: 'http://x/', token: 't', signingSecret: 'whsec_' };
    const hooks: LifecycleServiceShutdownHook[] = [];
    const ports = createEmbeddedPorts({
      db,
      logger: mockServices.logger.mock(),
      lifecycle: mockServices.lifecycle.mock({
        addShutdownHook: hook => hooks.push(hook),
      }),
      config: mockServices.rootConfig({
        data: {
          ananta: {
            secrets: { keyFile: join(folder, 'key') },
            tenants: {
              defaults: { appPlane: 'second' },
              database: {
                ownerRole: cluster.ownerRole,
                loginRole: cluster.loginRole,
                connection: {
                  host,
                  port,
                  user: cluster.provisionerRole,
                  password: cluster.provisionerPassword,
                  database: cluster.tenantsDatabase,
                },
              },
            },
            appPlanes: { first: plane, second: plane },
          },
        },
      }),
    });
    expect(ports.appPlane.names).toEqual(['second', 'first']);

    const [tenantId, runId] = [randomUUID(), randomUUID()];
    const key = `ports-${tenantId.slice(0, 8)}`;
    const ctx = {
      tenantId,
      runId,
      idempotencyKey: `${runId}/database.schema`,
      signal: new AbortController().signal,
    };
    const { ref } = await ports.secrets.putOnce(
      `tenants/${tenantId}/database/password`,
      () => 'a-password',
      ctx,
    );
    await ports.database.ensureSchema({ key, tenantId, passwordRef: ref }, ctx);
    expect((await ports.database.inventory(tenantId)).roles).toEqual([
      `tenant_${key.replace('-', '_')}`,
    ]);
    await ports.database.removeSchema({ key, tenantId }, ctx);

    expect(hooks).toHaveLength(1);
    await hooks[0]();
    await expect(ports.database.inventory()).rejects.toThrow();
    await cluster.drop();
    await rm(folder, { recursive: true });
  });
});
