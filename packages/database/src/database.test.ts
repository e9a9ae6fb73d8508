import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  InvalidCursorError,
  asStaff,
  asTenant,
  decodeCursor,
  describeError,
  encodeCursor,
  fetchPage,
  findUnprotectedTables,
  forceTenantIsolation,
  isUniqueViolation,
  newId,
  readAsStaff,
  readAsTenant,
} from '.';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
let db: Knex;

beforeAll(async () => {
  db = await databases.init('POSTGRES_18' as TestDatabaseId);
});

describe('tenant isolation', () => {
  const alice = newId();
  const bob = newId();

  beforeAll(async () => {
    await db.schema.createTable('notes', table => {
      table.uuid('id').primary();
      table.uuid('tenant_id').nullable();
      table.text('body').notNullable();
    });
    await forceTenantIsolation(db, 'notes');
    await asStaff(db, async trx => {
      await trx('notes').insert([
        { id: newId(), tenant_id: alice, body: 'of alice' },
        { id: newId(), tenant_id: bob, body: 'of bob' },
        { id: newId(), body: 'of the platform' },
      ]);
    });
  });

  const bodies = async (trx: Knex) =>
    (await trx('notes').orderBy('body')).map(row => row.body);

  it('shows a tenant its own rows, staff all, and nobody else any', async () => {
    expect(await asTenant(db, alice, bodies)).toEqual(['of alice']);
    expect(await asTenant(db, bob, bodies)).toEqual(['of bob']);
    expect(await asStaff(db, bodies)).toEqual([
      'of alice',
      'of bob',
      'of the platform',
    ]);
    expect(await bodies(db)).toEqual([]);
  });

  it('leaves no setting behind on the connection', async () => {
    await asStaff(db, bodies);
    await asTenant(db, alice, bodies);
    const seen = await Promise.all([1, 2, 3, 4].map(() => bodies(db)));
    expect(seen.flat()).toEqual([]);
  });

  it('reads in one round trip as in a transaction', async () => {
    const notes = db('notes').select('body').orderBy('body');
    expect(await readAsTenant(db, alice, notes.clone())).toEqual([
      { body: 'of alice' },
    ]);
    expect(
      await readAsTenant(db, alice, notes.clone().where({ body: 'of bob' })),
    ).toEqual([]);
    expect(await readAsStaff(db, notes.clone())).toHaveLength(3);
    expect(await readAsStaff(db, db.raw('SELECT ?::int AS one', [1]))).toEqual([
      { one: 1 },
    ]);
    const afterwards = await Promise.all(
      Array.from({ length: 10 }, () => bodies(db)),
    );
    expect(afterwards.flat()).toEqual([]);
  });

  it('leaves the connection in order when a read fails', async () => {
    const wrong = () => readAsStaff(db, db.raw('SELECT 1 / ?::int', [0]));
    for (let i = 0; i < 20; i++) {
      await expect(wrong()).rejects.toThrow('division by zero');
    }
    await expect(
      readAsTenant(db, 'no-uuid', db('notes').select('body')),
    ).rejects.toThrow('invalid input syntax for type uuid');
    expect(await bodies(db)).toEqual([]);
    expect(await readAsStaff(db, db('notes').select('id'))).toHaveLength(3);
  });

  it("refuses to write another tenant's row", async () => {
    const stray = asTenant(db, alice, trx =>
      trx('notes').insert({ id: newId(), tenant_id: bob, body: 'stray' }),
    );
    await expect(stray).rejects.toThrow(/row-level security/);
    const changed = await asTenant(db, alice, trx =>
      trx('notes').update({ body: 'changed' }).where({ tenant_id: bob }),
    );
    expect(changed).toBe(0);
  });

  it('finds a table without protection', async () => {
    await db.schema.createTable('exposed', table => {
      table.uuid('tenant_id');
    });
    await db.schema.createTable('listed', table => {
      table.uuid('id');
    });
    expect(await findUnprotectedTables(db)).toEqual(['exposed']);
    expect(await findUnprotectedTables(db, { also: ['listed'] })).toEqual([
      'exposed',
      'listed',
    ]);
    await db.schema.dropTable('exposed');
    expect(await findUnprotectedTables(db)).toEqual([]);
  });
});

describe('fetchPage', () => {
  const order = [
    { column: 'at', direction: 'desc', type: 'timestamptz' },
    { column: 'id', direction: 'desc', type: 'uuid' },
  ] as const;
  let ids: string[];

  beforeAll(async () => {
    await db.schema.createTable('events', table => {
      table.uuid('id').primary();
      table.timestamp('at').notNullable();
      table.text('name').notNullable();
    });
    ids = Array.from({ length: 7 }, () => newId());
    await db('events').insert(
      ids.map((id, i) => ({
        id,
        // Two to an instant; instants a microsecond apart.
        at: `2026-03-04T05:06:07.00000${Math.floor(i / 2)}Z`,
        name: `n${i % 3}`,
      })),
    );
  });

  async function readAll(limit: number, by: any) {
    const pages: any[][] = [];
    let cursor: string | undefined;
    do {
      const page = await fetchPage<any>(db('events'), {
        limit,
        cursor,
        order: by,
      });
      expect(page.hasMore).toBe(page.cursor !== undefined);
      pages.push(page.rows);
      cursor = page.cursor;
    } while (cursor);
    return pages;
  }

  it.each([1, 2, 3, 7, 100])(
    'shows each row once at %i a page',
    async limit => {
      const pages = await readAll(limit, order);
      expect(pages.flat().map(row => row.id)).toEqual([...ids].reverse());
      expect(pages.every(rows => rows.length <= limit)).toBe(true);
      expect(Object.keys(pages[0][0])).toEqual(['id', 'at', 'name']);
    },
  );

  it('pages by text, ascending', async () => {
    const pages = await readAll(2, [
      { column: 'name', direction: 'asc', type: 'text' },
      { column: 'id', direction: 'asc', type: 'uuid' },
    ]);
    const expected = [0, 3, 6, 1, 4, 2, 5].map(i => ids[i]);
    expect(pages.flat().map(row => row.id)).toEqual(expected);
  });

  it('pages what is read in one round trip', async () => {
    const { rows, hasMore } = await fetchPage<{ one: string }>(
      db
        .select(db.raw(`'x' AS one`))
        .from(db.raw('generate_series(1, 3) AS n')),
      {
        limit: 2,
        order: [{ column: 'one', direction: 'asc', type: 'text' }],
        read: query => readAsStaff(db, query),
      },
    );
    expect(rows).toEqual([{ one: 'x' }, { one: 'x' }]);
    expect(hasMore).toBe(true);
  });

  it('keeps to what the query selects and filters', async () => {
    const { rows, hasMore } = await fetchPage<any>(
      db('events').select('id', 'at').where({ name: 'n1' }),
      { limit: 5, order: [...order] },
    );
    expect(rows.map(row => row.id)).toEqual([ids[4], ids[1]]);
    expect(Object.keys(rows[0])).toEqual(['id', 'at']);
    expect(hasMore).toBe(false);
  });

  it.each([
    'rubbish',
    '',
    encodeCursor([]),
    encodeCursor(['2026-03-04T05:06:07.000001Z']),
    encodeCursor(['2026-02-31T05:06:07.000001Z', newId()]),
    encodeCursor(['2026-03-04T05:06:07.000001Z', 'x']),
    encodeCursor(['2026-03-04T05:06:07.000001Z', 7]),
    encodeCursor(["'; DROP TABLE events; --", newId()]),
  ])('refuses the cursor %p', async cursor => {
    const reading = fetchPage(db('events'), {
      limit: 2,
      cursor,
      order: [...order],
    });
    await expect(reading).rejects.toThrow(InvalidCursorError);
    await expect(reading).rejects.toMatchObject({
      name: 'InputError',
      code: 'invalid_cursor',
      param: 'cursor',
    });
  });

  it('reads back what it encodes', () => {
    expect(decodeCursor(encodeCursor(['ä', '1']))).toEqual(['ä', '1']);
    expect(encodeCursor(['ä?>', '1'])).toMatch(/^[\w-]+$/);
  });
});

describe('isUniqueViolation', () => {
  it('tells which constraint refused a row', async () => {
    await db.schema.createTable('keys', table => {
      table.text('key').primary({ constraintName: 'keys_pk' });
    });
    await db('keys').insert({ key: 'a' });
    const error = await db('keys')
      .insert({ key: 'a' })
      .catch(e => e);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, 'keys_pk')).toBe(true);
    expect(isUniqueViolation(error, 'other')).toBe(false);
    expect(isUniqueViolation(undefined)).toBe(false);
  });
});

it('makes ids that sort by creation', () => {
  const ids = Array.from({ length: 1000 }, newId);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(1000);
});

it('describes an error without the values of its statement', async () => {
  const error = await db.raw('SELECT ?::uuid', ['hush']).catch(e => e);
  expect(error.message).toContain('hush');
  expect(describeError(error)).not.toContain('hush');
  expect(describeError(error)).toMatch(/PostgreSQL error 22P02.*\n\s+at /);
  expect(describeError(new Error('plain'))).toMatch(/^Error: plain\n\s+at /);
  expect(describeError('hush')).not.toContain('hush');
});
