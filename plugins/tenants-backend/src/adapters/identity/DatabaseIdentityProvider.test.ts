import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { asStaff, findUnprotectedTables } from '@ananta/database';
import { PortError } from '@ananta/backstage-plugin-tenants-node';
import {
  identityProviderContract,
  type IdentityProviderHarness,
} from '@ananta/backstage-plugin-tenants-node/contracts';
import type { Knex } from 'knex';
import { runMigration } from '../__testUtils__/migrations';
import { DatabaseIdentityProvider } from './DatabaseIdentityProvider';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

async function createDatabase(): Promise<Knex> {
  const db = await databases.init('POSTGRES_18');
  await runMigration(db, '20261121000300_identity.js');
  return db;
}

async function createHarness(): Promise<IdentityProviderHarness> {
  const db = await createDatabase();
  const read = <T>(fn: (trx: Knex.Transaction) => Promise<T>) =>
    asStaff(db, fn);
  return {
    provider: DatabaseIdentityProvider.create({ db }),
    makeForeignRealm: name =>
      read(async trx => {
        const tenantId = randomUUID();
        const runId = randomUUID();
        await trx('identity_realms').insert({
          name,
          id: randomUUID(),
          tenant_id: tenantId,
          display_name: 'Foreign',
          run_id: runId,
        });
        await trx('identity_users').insert({
          id: randomUUID(),
          realm: name,
          tenant_id: tenantId,
          email: 'ada@acme.example',
          first_name: 'Somebody',
          last_name: 'Else',
          run_id: runId,
        });
      }),
    snapshotRealm: name =>
      read(async trx => ({
        realm: await trx('identity_realms').where('name', name),
        users: await trx('identity_users').where('realm', name).orderBy('id'),
        roles: await trx('identity_user_roles').where('realm', name),
      })),
    displayNameOf: realm =>
      read(async trx => {
        const row = await trx('identity_realms').where('name', realm).first();
        return row?.display_name;
      }),
    rolesOf: (realm, userId) =>
      read(trx =>
        trx('identity_user_roles')
          .where({ realm, user_id: userId })
          .pluck('role'),
      ),
    close: async () => {},
  };
}

identityProviderContract('embedded directory', createHarness);

describe('DatabaseIdentityProvider', () => {
  it('stops at once while it waits for another attempt', async () => {
    const db = await createDatabase();
    const provider = DatabaseIdentityProvider.create({ db });
    const tenantId = randomUUID();
    const realm = { name: 'tenant-acme', displayName: 'Acme', tenantId };
    const controller = new AbortController();
    const runId = randomUUID();
    const holder = await db.transaction();
    await holder.raw(
      `SELECT pg_advisory_xact_lock(hashtextextended('identity:tenant-acme', 0))`,
    );
    const waiting = provider.ensureRealm(realm, {
      tenantId,
      runId,
      idempotencyKey: `${runId}/identity.realm`,
      signal: controller.signal,
    });
    waiting.catch(() => undefined);
    await untilSomebodyWaits(db);

    controller.abort();
    await expect(waiting).rejects.toBeInstanceOf(PortError);
    await untilNobodyWaits(db);
    await holder.rollback();
    expect(await provider.inventory()).toEqual({ realms: [], users: [] });
  });

  it('has every table under row-level security, and migrates down', async () => {
    const db = await createDatabase();
    expect(await findUnprotectedTables(db)).toEqual([]);
    await runMigration(db, '20261121000300_identity.js', 'down');
    expect(await db.schema.hasTable('identity_realms')).toBe(false);
  });
});

async function countWaiting(db: Knex): Promise<number> {
  const { rows } = await db.raw(
    `SELECT count(*)::int AS waiting FROM pg_locks
      WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows[0].waiting;
}

async function untilSomebodyWaits(db: Knex): Promise<void> {
  while ((await countWaiting(db)) === 0);
}

async function untilNobodyWaits(db: Knex): Promise<void> {
  while ((await countWaiting(db)) > 0);
}
