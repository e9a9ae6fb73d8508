import { randomBytes } from 'node:crypto';
import type { CallContext, TenantDatabase } from '../ports';
import {
  abortedContext,
  expectPortError,
  HOSTILE_NAMES,
  newContext,
  newKey,
  nextRun,
  startAndAbort,
} from './support';

/** A session of one role in the tenants' database. */
export interface DatabaseSession {
  query(sql: string): Promise<Array<Record<string, unknown>>>;
  end(): Promise<void>;
}

/** What the suite needs around a tenant database. */
export interface TenantDatabaseHarness {
  database: TenantDatabase;
  /** Puts a password into the secret store that the adapter reads; gives its reference. */
  storePassword(password: string): Promise<string>;
  /** Signs in as a tenant's role; rejects with the wrong password. */
  signIn(role: string, password: string): Promise<DatabaseSession>;
  /** Makes a schema without our mark, with a table and a row in it. */
  makeForeignSchema(name: string): Promise<void>;
  /** Makes a role without our mark. */
  makeForeignRole(name: string): Promise<void>;
  /** All of a schema and a role of that name that a refused act must leave as it is. */
  snapshot(name: string): Promise<unknown>;
  /** A schema-qualified table that is the platform's alone. */
  platformTable: string;
  close(): Promise<void>;
}

const TABLES = [
  'api_keys',
  'audit',
  'branding',
  'domains',
  'feature_usage',
  'sessions',
  'settings',
  'users',
  'webhooks',
];

/** What every `TenantDatabase` has to hold. */
export function tenantDatabaseContract(
  name: string,
  createHarness: () => Promise<TenantDatabaseHarness>,
): void {
  describe(`${name}: tenant database contract`, () => {
    let harness: TenantDatabaseHarness;
    let database: TenantDatabase;
    let password: string;
    let passwordRef: string;

    beforeAll(async () => {
      harness = await createHarness();
      database = harness.database;
      password = randomBytes(24).toString('base64url');
      passwordRef = await harness.storePassword(password);
    }, 60_000);
    afterAll(() => harness?.close());

    const specOf = (ctx: CallContext) => ({
      key: newKey(),
      tenantId: ctx.tenantId,
      passwordRef,
    });
    const makeTenant = async () => {
      const ctx = newContext();
      const made = await database.ensureSchema(specOf(ctx), ctx);
      return { ctx, ...made };
    };
    const nothing = { schemas: [], roles: [] };

    it('makes schema, role and tables once, however often it is asked', async () => {
      const ctx = newContext();
      const spec = { ...specOf(ctx), key: `${newKey()}-and-co` };
      const first = await database.ensureSchema(spec, ctx);
      expect(first).toMatchObject({
        schema: `tenant_${spec.key.replaceAll('-', '_')}`,
        role: `tenant_${spec.key.replaceAll('-', '_')}`,
      });
      expect(await database.ensureSchema(spec, ctx)).toEqual(first);
      expect(await database.ensureSchema(spec, nextRun(ctx))).toEqual(first);
      expect(await database.inventory(ctx.tenantId)).toEqual({
        schemas: [
          {
            name: first.schema,
            tenantId: ctx.tenantId,
            templateVersion: first.templateVersion,
          },
        ],
        roles: [first.role],
      });
    });

    it('makes them once for overlapping attempts', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      const answers = await Promise.all(
        [1, 2, 3].map(() => database.ensureSchema(spec, ctx)),
      );
      expect(answers[1]).toEqual(answers[0]);
      const { schemas, roles } = await database.inventory(ctx.tenantId);
      expect([schemas.length, roles.length]).toEqual([1, 1]);
    });

    it('lets the role work with its own tables', async () => {
      const tenant = await makeTenant();
      const session = await harness.signIn(tenant.role, password);
      try {
        const tables = await session.query(
          `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`,
        );
        expect(tables.map(row => row.tablename)).toEqual(TABLES);
        await session.query(
          `INSERT INTO users (email, first_name, last_name, role)
           VALUES ('ada@acme.example', 'Ada', 'Owner', 'owner')`,
        );
        await session.query(`UPDATE users SET first_name = 'Grace'`);
        expect(await session.query('SELECT first_name FROM users')).toEqual([
          { first_name: 'Grace' },
        ]);
        await session.query('DELETE FROM users');
      } finally {
        await session.end();
      }
    });

    it('lets the role do nothing else', async () => {
      const [mine, theirs] = [await makeTenant(), await makeTenant()];
      const session = await harness.signIn(mine.role, password);
      const refused = (sql: string) =>
        expect(session.query(sql)).rejects.toMatchObject({ code: '42501' });
      try {
        await refused(`SELECT * FROM "${theirs.schema}".users`);
        await refused(
          `INSERT INTO "${theirs.schema}".settings VALUES ('a', '1')`,
        );
        await refused(`SELECT * FROM ${harness.platformTable}`);
        await refused(`CREATE TABLE mine (id int)`);
        await refused(`CREATE TABLE public.mine (id int)`);
        await refused(`CREATE TABLE "${theirs.schema}".mine (id int)`);
        await refused(`CREATE TEMPORARY TABLE mine (id int)`);
        await refused(`CREATE SCHEMA mine`);
        await refused(`CREATE ROLE mine`);
        await refused(`ALTER TABLE users ADD COLUMN extra text`);
        await refused(`DROP TABLE users`);
        await refused(`DROP SCHEMA "${mine.schema}" CASCADE`);
        await refused(`TRUNCATE users`);
        await refused(`UPDATE audit SET actor = 'nobody'`);
        await refused(`DELETE FROM audit`);
        await refused(`SET ROLE "${theirs.role}"`);
        await session.query(`GRANT SELECT ON users TO "${theirs.role}"`);
        expect(
          await session.query(
            `SELECT has_table_privilege('${theirs.role}', 'users', 'SELECT') AS given`,
          ),
        ).toEqual([{ given: false }]);
      } finally {
        await session.end();
      }
    });

    it('asks for the password', async () => {
      const tenant = await makeTenant();
      await expect(
        harness.signIn(tenant.role, 'not-the-password'),
      ).rejects.toThrow();
    });

    it('refuses a foreign schema and leaves it as it is', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      await harness.makeForeignSchema(`tenant_${spec.key}`);
      const before = await harness.snapshot(`tenant_${spec.key}`);
      await expectPortError(
        database.ensureSchema(spec, ctx),
        'final',
        'foreign_schema',
      );
      await database.removeSchema(spec, ctx);
      expect(await harness.snapshot(`tenant_${spec.key}`)).toEqual(before);
      expect(await database.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('refuses a foreign role and leaves it as it is', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      await harness.makeForeignRole(`tenant_${spec.key}`);
      const before = await harness.snapshot(`tenant_${spec.key}`);
      await expectPortError(
        database.ensureSchema(spec, ctx),
        'final',
        'foreign_schema',
      );
      await database.removeSchema(spec, ctx);
      expect(await harness.snapshot(`tenant_${spec.key}`)).toEqual(before);
      expect(await database.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it("never touches another tenant's schema", async () => {
      const theirs = newContext();
      const spec = specOf(theirs);
      const { schema } = await database.ensureSchema(spec, theirs);
      const before = await harness.snapshot(schema);
      const ours = newContext();
      const stolen = { ...spec, tenantId: ours.tenantId };
      await expectPortError(
        database.ensureSchema(stolen, ours),
        'final',
        'foreign_schema',
      );
      await database.removeSchema(stolen, ours);
      expect(await harness.snapshot(schema)).toEqual(before);
    });

    it('removes schema and role, and finds it fine when they are missing', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      await database.removeSchema(spec, ctx);
      const next = nextRun(ctx);
      await database.ensureSchema(spec, next);
      await Promise.all([
        database.removeSchema(spec, next),
        database.removeSchema(spec, next),
      ]);
      await database.removeSchema(spec, next);
      expect(await database.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('removes them while the tenant is signed in and has data', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      const { role } = await database.ensureSchema(spec, ctx);
      const session = await harness.signIn(role, password);
      try {
        await session.query(`INSERT INTO settings VALUES ('theme', '"dark"')`);
        await database.removeSchema(spec, ctx);
      } finally {
        await session.end();
      }
      expect(await database.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('brings nothing back for a late attempt of a run that was undone', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      await database.ensureSchema(spec, ctx);
      await database.removeSchema(spec, ctx);
      await expectPortError(database.ensureSchema(spec, ctx), 'final', 'gone');
      expect(await database.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('brings nothing back for the run whose schema another run removed', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      await database.ensureSchema(spec, ctx);
      await database.removeSchema(spec, nextRun(ctx));
      await expectPortError(database.ensureSchema(spec, ctx), 'final', 'gone');
    });

    it('makes them anew for a new run', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      await database.ensureSchema(spec, ctx);
      await database.removeSchema(spec, ctx);
      await database.ensureSchema(spec, nextRun(ctx));
      expect((await database.inventory(ctx.tenantId)).schemas).toHaveLength(1);
    });

    it('ends in nothing when doing and undoing overlap', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      await Promise.allSettled([
        database.ensureSchema(spec, ctx),
        database.removeSchema(spec, ctx),
        database.ensureSchema(spec, ctx),
      ]);
      expect(await database.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it.each(HOSTILE_NAMES.filter(key => key !== 'public'))(
      'refuses the key %j',
      async key => {
        const ctx = newContext();
        await expectPortError(
          database.ensureSchema({ ...specOf(ctx), key }, ctx),
          'final',
          'invalid_key',
        );
        expect(await database.inventory(ctx.tenantId)).toEqual(nothing);
      },
    );

    it('does nothing when it is stopped before it starts', async () => {
      const ctx = newContext();
      await expect(
        database.ensureSchema(specOf(ctx), abortedContext(ctx)),
      ).rejects.toThrow();
      expect(await database.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('can be completed after it was stopped half-way', async () => {
      const ctx = newContext();
      const spec = specOf(ctx);
      await startAndAbort(ctx, stopped => database.ensureSchema(spec, stopped));
      const { role } = await database.ensureSchema(spec, ctx);
      const session = await harness.signIn(role, password);
      expect(await session.query('SELECT * FROM users')).toEqual([]);
      await session.end();
    });

    it("lists every tenant's", async () => {
      const [a, b] = [await makeTenant(), await makeTenant()];
      const { schemas, roles } = await database.inventory();
      const names = schemas.map(schema => schema.name);
      expect(names).toEqual(expect.arrayContaining([a.schema, b.schema]));
      expect(roles).toEqual(expect.arrayContaining([a.role, b.role]));
    });
  });
}
