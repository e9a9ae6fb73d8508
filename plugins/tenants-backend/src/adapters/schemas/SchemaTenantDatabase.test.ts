import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { NotFoundError } from '@backstage/errors';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  CallContext,
  SecretStore,
} from '@ananta/backstage-plugin-tenants-node';
import {
  tenantDatabaseContract,
  type TenantDatabaseHarness,
} from '@ananta/backstage-plugin-tenants-node/contracts';
import { Client, escapeIdentifier } from 'pg';
import { testConnection, withClient } from '../__testUtils__/connections';
import {
  bootstrapTenantsDatabase,
  type BootstrappedDatabase,
} from '../__testUtils__/tenantsDatabase';
import { createTenantsPool } from './createTenantsPool';
import { SchemaTenantDatabase } from './SchemaTenantDatabase';
import { loadSchemaTemplate } from './template';

const file = (path: string) =>
  resolvePackagePath('@ananta/backstage-plugin-tenants-backend', path);
const template = loadSchemaTemplate(file('templates/tenant-schema'));

/** Roles are the whole server's, so that keys must be this run's. */
const SUFFIX = randomBytes(4).toString('hex');

/** Passwords by reference; all that this adapter asks of a secret store is `get`. */
function passwordStore(passwords: Map<string, string>): SecretStore {
  const get = async (ref: string) => {
    const password = passwords.get(ref);
    if (!password) {
      throw new NotFoundError(ref);
    }
    return password;
  };
  return { get } as Partial<SecretStore> as SecretStore;
}

const provisionerOf = (cluster: BootstrappedDatabase) =>
  testConnection({
    database: cluster.tenantsDatabase,
    user: cluster.provisionerRole,
    password: cluster.provisionerPassword,
  });

async function createHarness(): Promise<
  TenantDatabaseHarness & { cluster: BootstrappedDatabase }
> {
  const cluster = await bootstrapTenantsDatabase();
  const provisioner = provisionerOf(cluster);
  const db = createTenantsPool({
    connection: provisioner,
    ownerRole: cluster.ownerRole,
    logger: mockServices.logger.mock(),
  });
  const passwords = new Map<string, string>();
  const asOwner = <T>(fn: (client: Client) => Promise<T>) =>
    withClient(provisioner, async client => {
      await client.query(`SET ROLE ${escapeIdentifier(cluster.ownerRole)}`);
      return fn(client);
    });
  return {
    cluster,
    database: SchemaTenantDatabase.create({
      db,
      ownerRole: cluster.ownerRole,
      loginRole: cluster.loginRole,
      secrets: passwordStore(passwords),
      template,
      registrySql: readFileSync(file('templates/tenant-registry.sql'), 'utf8'),
    }),
    platformTable: 'ananta_registry.schemas',
    storePassword: async password => {
      const ref = `store:${randomUUID()}`;
      passwords.set(ref, password);
      return ref;
    },
    signIn: async (user, password) => {
      const client = new Client(
        testConnection({ database: cluster.tenantsDatabase, user, password }),
      );
      await client.connect();
      return {
        query: async sql => (await client.query(sql)).rows,
        end: () => client.end(),
      };
    },
    makeForeignSchema: name =>
      asOwner(async client => {
        await client.query(
          `CREATE SCHEMA ${name}; CREATE TABLE ${name}.kept AS SELECT 42 AS answer`,
        );
      }),
    makeForeignRole: name =>
      withClient(provisioner, async client => {
        await client.query(
          `CREATE ROLE ${name};
           SET ROLE ${escapeIdentifier(cluster.ownerRole)};
           GRANT ${escapeIdentifier(cluster.loginRole)} TO ${name};`,
        );
      }),
    snapshot: name =>
      asOwner(async client => {
        const { rows } = await client.query(
          `SELECT 'schema' AS kind, oid, obj_description(oid, 'pg_namespace') AS comment
             FROM pg_namespace WHERE nspname = $1
           UNION ALL
           SELECT 'role', oid, shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = $1
           UNION ALL
           SELECT relname, c.oid, relacl::text FROM pg_class c
             JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = $1
           ORDER BY 1, 2`,
          [name],
        );
        return rows;
      }),
    close: async () => {
      await db.destroy();
      await cluster.drop();
    },
  };
}

tenantDatabaseContract('embedded tenant database', createHarness);

describe('SchemaTenantDatabase', () => {
  let harness: Awaited<ReturnType<typeof createHarness>>;

  beforeAll(async () => {
    harness = await createHarness();
  }, 60_000);
  afterAll(() => harness.close());

  const contextOf = (runId = randomUUID()): CallContext => ({
    tenantId: randomUUID(),
    runId,
    idempotencyKey: `${runId}/database.schema`,
    signal: new AbortController().signal,
  });

  it('gives an adopted schema the password that is stored now', async () => {
    const ctx = contextOf();
    const spec = { key: `rotated${SUFFIX}`, tenantId: ctx.tenantId };
    const first = await harness.storePassword('first-password');
    await harness.database.ensureSchema({ ...spec, passwordRef: first }, ctx);
    const second = await harness.storePassword('second-password');
    await harness.database.ensureSchema({ ...spec, passwordRef: second }, ctx);
    await expect(
      harness.signIn(`tenant_rotated${SUFFIX}`, 'first-password'),
    ).rejects.toThrow(/password authentication failed/);
    await (
      await harness.signIn(`tenant_rotated${SUFFIX}`, 'second-password')
    ).end();
  });

  it('leaves nothing behind when the template fails', async () => {
    const ctx = contextOf();
    const db = createTenantsPool({
      connection: provisionerOf(harness.cluster),
      ownerRole: harness.cluster.ownerRole,
      logger: mockServices.logger.mock(),
    });
    const broken = SchemaTenantDatabase.create({
      db,
      ownerRole: harness.cluster.ownerRole,
      loginRole: harness.cluster.loginRole,
      secrets: passwordStore(new Map([['store:x', 'a-very-secret-password']])),
      template: {
        version: 1,
        sqlFor: role => `${template.sqlFor(role)}; CREATE TABLE users ();`,
      },
      registrySql: '',
    });
    try {
      const spec = { key: `broken${SUFFIX}`, tenantId: ctx.tenantId };
      const failed: Error = await broken
        .ensureSchema({ ...spec, passwordRef: 'store:x' }, ctx)
        .then(
          () => new Error('made'),
          error => error,
        );
      expect(failed).toMatchObject({
        errorClass: 'retryable',
        code: 'database_error',
      });
      expect(failed.message).toBe(
        'The database refused (42P07): relation "users" already exists',
      );
      expect(inspect(failed)).not.toMatch(/SCRAM|CREATE ROLE/);
      expect(await broken.inventory(ctx.tenantId)).toEqual({
        schemas: [],
        roles: [],
      });
    } finally {
      await db.destroy();
    }
  });

  it('makes nothing without a password', async () => {
    const ctx = contextOf();
    await expect(
      harness.database.ensureSchema(
        {
          key: `nopass${SUFFIX}`,
          tenantId: ctx.tenantId,
          passwordRef: 'store:none',
        },
        ctx,
      ),
    ).rejects.toMatchObject({ errorClass: 'final', code: 'secret_not_found' });
  });

  it('goes on after its connections were ended', async () => {
    const ctx = contextOf();
    const spec = { key: `cut${SUFFIX}`, tenantId: ctx.tenantId };
    await withClient(provisionerOf(harness.cluster), client =>
      client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = session_user AND pid <> pg_backend_pid()',
      ),
    );
    const passwordRef = await harness.storePassword('a-password');
    const attempt = () =>
      harness.database.ensureSchema({ ...spec, passwordRef }, ctx);
    await expect(attempt().catch(attempt)).resolves.toMatchObject({
      schema: `tenant_cut${SUFFIX}`,
    });
  });

  it('says that a database which is down was never reached', async () => {
    const db = createTenantsPool({
      connection: { host: '127.0.0.1', port: 1, user: 'x', database: 'x' },
      ownerRole: 'x',
      logger: mockServices.logger.mock(),
    });
    const unreachable = SchemaTenantDatabase.create({
      db,
      ownerRole: 'x',
      loginRole: 'x',
      secrets: passwordStore(new Map([['store:x', 'x']])),
      template,
      registrySql: '',
    });
    const ctx = contextOf();
    await expect(
      unreachable.ensureSchema(
        { key: 'acme', tenantId: ctx.tenantId, passwordRef: 'store:x' },
        ctx,
      ),
    ).rejects.toMatchObject({
      errorClass: 'retryable',
      code: 'connection_refused',
    });
    await db.destroy();
  });

  it('removes the role of a schema that somebody dropped by hand', async () => {
    const ctx = contextOf();
    const spec = { key: `halved${SUFFIX}`, tenantId: ctx.tenantId };
    const passwordRef = await harness.storePassword('a-password');
    await harness.database.ensureSchema({ ...spec, passwordRef }, ctx);
    await withClient(provisionerOf(harness.cluster), client =>
      client.query(
        `SET ROLE ${escapeIdentifier(harness.cluster.ownerRole)}; DROP SCHEMA tenant_halved${SUFFIX} CASCADE;`,
      ),
    );
    expect(await harness.database.inventory(ctx.tenantId)).toEqual({
      schemas: [],
      roles: [`tenant_halved${SUFFIX}`],
    });
    await harness.database.removeSchema(spec, ctx);
    expect(await harness.database.inventory(ctx.tenantId)).toEqual({
      schemas: [],
      roles: [],
    });
  });

  it("keeps tenants' roles out of the portal's database", async () => {
    const ctx = contextOf();
    const passwordRef = await harness.storePassword('a-password');
    const { role } = await harness.database.ensureSchema(
      { key: `curious${SUFFIX}`, tenantId: ctx.tenantId, passwordRef },
      ctx,
    );
    const connecting = withClient(
      testConnection({
        database: harness.cluster.portalDatabase,
        user: role,
        password: 'a-password',
      }),
      async () => {},
    );
    await expect(connecting).rejects.toMatchObject({ code: '42501' });
  });

  it('takes the template down again', async () => {
    const down = readFileSync(file('templates/tenant-schema/0001/down.sql'));
    const connection = provisionerOf(harness.cluster);
    const left = await withClient(connection, async client => {
      await client.query(
        `SET ROLE ${escapeIdentifier(harness.cluster.ownerRole)};
         CREATE SCHEMA migrated; SET search_path = migrated;`,
      );
      await client.query(template.sqlFor(harness.cluster.loginRole));
      await client.query(
        `INSERT INTO users (email, first_name, last_name, role) VALUES ('a@b.example', 'A', 'B', 'viewer')`,
      );
      await client.query(down.toString());
      const { rows } = await client.query(
        `SELECT relname FROM pg_class WHERE relnamespace = 'migrated'::regnamespace`,
      );
      return rows;
    });
    expect(left).toEqual([]);
  });
});
