import {
  asStaff,
  asTenant,
  findUnprotectedTables,
  newId,
} from '@ananta/database';
import {
  TestDatabases,
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { AuditTrail, audited, createAuditTables, dropAuditTables } from '.';
import { GENESIS_HASH, digestOf, hashOf } from './chain';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const at = new Date('2026-01-02T03:04:05.678Z');
const trail = AuditTrail.create({ now: () => at });
let db: Knex;

beforeAll(async () => {
  db = await databases.init('POSTGRES_18' as TestDatabaseId);
  await createAuditTables(db);
});

const act = (tenantId: string | undefined, more: object = {}) => ({
  tenantId,
  actor: 'user:default/olivia-ops',
  action: 'tenant.update',
  target: `tenant:${tenantId}`,
  ...more,
});

const record = (tenantId: string | undefined, more: object = {}) =>
  asStaff(db, trx => trail.append(trx, act(tenantId, more)));

const listAsStaff = (tenantId?: string) =>
  asStaff(db, trx => trail.list(trx, { tenantId, limit: 100 }));

it('records what was done, by whom, and what it changed', async () => {
  const tenantId = newId();
  await record(tenantId, {
    onBehalfOf: 'user:default/erin',
    requestId: 'r1',
    before: { name: 'Old' },
    after: { name: 'New', apiToken: 'hush', nested: [{ password: 'hush' }] },
  });
  await record(tenantId);
  const { items } = await listAsStaff(tenantId);
  expect(items).toEqual([
    expect.objectContaining({ sequence: 2, diff: undefined }),
    {
      id: expect.any(String),
      tenantId,
      sequence: 1,
      at: at.toISOString(),
      actor: 'user:default/olivia-ops',
      onBehalfOf: 'user:default/erin',
      action: 'tenant.update',
      target: `tenant:${tenantId}`,
      requestId: 'r1',
      diff: {
        before: { name: 'Old' },
        after: {
          name: 'New',
          apiToken: '[redacted]',
          nested: [{ password: '[redacted]' }],
        },
      },
    },
  ]);
});

it('chains the acts of a tenant, also of parallel transactions', async () => {
  const tenantId = newId();
  await Promise.all(
    Array.from({ length: 10 }, (_, i) => record(tenantId, { after: { i } })),
  );
  const rows = await asStaff(db, trx =>
    trx('audit_events').where({ chain: tenantId }).orderBy('sequence'),
  );
  const diffs = await asStaff(db, trx =>
    trx('audit_diffs').where({ tenant_id: tenantId }),
  );
  let previousHash = GENESIS_HASH;
  rows.forEach((row, i) => {
    expect(Number(row.sequence)).toBe(i + 1);
    expect(row.previous_hash).toBe(previousHash);
    const { salt, diff } = diffs.find(({ event_id }) => event_id === row.id);
    expect(row.diff_digest).toBe(digestOf(diff, salt));
    previousHash = hashOf({
      id: row.id,
      chain: tenantId,
      sequence: i + 1,
      at: row.at.toISOString(),
      actor: row.actor,
      action: row.action,
      target: row.target,
      diffDigest: row.diff_digest,
      previousHash,
    });
    expect(row.hash).toBe(previousHash);
  });
  expect(rows).toHaveLength(10);
});

it('leaves no gap where a transaction was rolled back', async () => {
  const tenantId = newId();
  await record(tenantId);
  const lost = asStaff(db, async trx => {
    await trail.append(trx, act(tenantId));
    throw new Error('rolled back');
  });
  await expect(lost).rejects.toThrow('rolled back');
  await record(tenantId);
  const { items } = await listAsStaff(tenantId);
  expect(items.map(({ sequence }) => sequence)).toEqual([2, 1]);
});

it('pages, newest first', async () => {
  const tenantId = newId();
  for (let i = 0; i < 3; i++) {
    await record(tenantId);
  }
  await asTenant(db, tenantId, async trx => {
    const first = await trail.list(trx, { tenantId, limit: 2 });
    expect(first.items.map(({ sequence }) => sequence)).toEqual([3, 2]);
    const { cursor } = first;
    const second = await trail.list(trx, { tenantId, limit: 2, cursor });
    expect(second.items.map(({ sequence }) => sequence)).toEqual([1]);
    expect(second.hasMore).toBe(false);
  });
});

it("shows a tenant its own acts only, and the platform's to staff only", async () => {
  const alice = newId();
  const bob = newId();
  await record(alice);
  await asTenant(db, bob, trx => trail.append(trx, act(bob)));
  await record(undefined, { action: 'platform.start' });
  await asTenant(db, alice, async trx => {
    expect(
      (await trail.list(trx, { tenantId: alice, limit: 9 })).items,
    ).toHaveLength(1);
    expect((await trail.list(trx, { tenantId: bob, limit: 9 })).items).toEqual(
      [],
    );
    expect((await trail.list(trx, { limit: 9 })).items).toEqual([]);
  });
  expect((await listAsStaff()).items).toMatchObject([
    { action: 'platform.start' },
  ]);
  expect(await findUnprotectedTables(db)).toEqual([]);
});

it.each([
  `UPDATE audit_events SET actor = 'nobody'`,
  'DELETE FROM audit_events',
  'TRUNCATE audit_events CASCADE',
])('refuses %s', async sql => {
  await expect(asStaff(db, trx => trx.raw(sql))).rejects.toThrow(
    'audit events cannot be changed or removed',
  );
});

it('keeps the proof when a diff is erased', async () => {
  const tenantId = newId();
  await record(tenantId, { after: { email: 'a@example.com' } });
  await asStaff(db, trx =>
    trx('audit_diffs')
      .where({ tenant_id: tenantId })
      .update({ salt: null, diff: null }),
  );
  const { items } = await listAsStaff(tenantId);
  expect(items).toMatchObject([{ sequence: 1, diff: undefined }]);
});

it('tells the auditor how a request went', async () => {
  const auditor = mockServices.auditor.mock();
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});
  auditor.createEvent.mockResolvedValue({ success, fail });
  expect(
    await audited(auditor, { eventId: 'tenant-create' }, async () => 7),
  ).toBe(7);
  expect(success).toHaveBeenCalledTimes(1);
  const error = new Error('refused');
  const failing = audited(auditor, { eventId: 'tenant-create' }, async () => {
    throw error;
  });
  await expect(failing).rejects.toBe(error);
  expect(fail).toHaveBeenCalledWith({ error });
  expect(success).toHaveBeenCalledTimes(1);
});

it("keeps a statement's values from the auditor", async () => {
  const fail = jest.fn();
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({ success: jest.fn(), fail }),
  });
  const failing = audited(auditor, { eventId: 'tenant-get' }, () =>
    db.raw('SELECT ?::uuid', ['hush']),
  );
  await expect(failing).rejects.toThrow('hush');
  const [{ error }] = fail.mock.calls[0];
  expect(error.message).toBe('PostgreSQL error 22P02 (no constraint)');
  expect(error.stack).not.toContain('hush');
});

it('takes its tables away', async () => {
  await db.transaction(async trx => {
    await dropAuditTables(trx);
    expect(await trx.schema.hasTable('audit_events')).toBe(false);
    await createAuditTables(trx);
  });
});
