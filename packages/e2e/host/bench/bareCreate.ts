import { escapeIdentifier, Client, Pool } from 'pg';
import { newId } from '@ananta/database';

/** Tables that making a tenant writes to, in an order that foreign keys allow. */
const TABLES = [
  'tenants.tenants',
  'tenants.tenant_contacts',
  'tenants.tenant_domains',
  'tenants.runs',
  'tenants.run_events',
  'pgboss.job',
  'tenants.tenant_event_heads',
  'tenants.tenant_events',
  'tenants.audit_heads',
  'tenants.audit_events',
  'tenants.audit_diffs',
];

interface Insert {
  table: string;
  rows: number;
  sql: string;
  values: unknown[];
}

/**
 * Writes the rows that the service has written for one tenant, for another one:
 * one INSERT a table, in one transaction, and nothing else.
 */
export class BareCreate {
  /** Takes down what was written for a tenant. */
  static async like(
    tenantId: string,
    options: { superuser: object; portal: object },
  ): Promise<BareCreate> {
    const client = new Client(options.superuser);
    await client.connect();
    const inserts: Insert[] = [];
    let ids = '';
    for (const table of TABLES) {
      const insert = await readInsert(client, table, tenantId);
      inserts.push(insert);
      ids += JSON.stringify(insert.values);
    }
    await client.end();
    const key = String(inserts[0].values.find(isKey));
    return new BareCreate(
      new Pool({ ...options.portal, max: 4 }),
      inserts,
      [...new Set(ids.match(UUID))],
      key,
    );
  }

  private constructor(
    private readonly pool: Pool,
    private readonly inserts: Insert[],
    private readonly ids: string[],
    private readonly key: string,
  ) {}

  get rowCounts(): Record<string, number> {
    return Object.fromEntries(
      this.inserts.map(({ table, rows }) => [table, rows]),
    );
  }

  async create(): Promise<void> {
    const fresh = this.renaming();
    const client = await this.pool.connect();
    try {
      await client.query(
        `BEGIN; SELECT set_config('ananta.scope', 'staff', true)`,
      );
      for (const { sql, values } of this.inserts) {
        await client.query(sql, values.map(fresh));
      }
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }

  end(): Promise<void> {
    return this.pool.end();
  }

  /** New ids and a new key for those of the tenant that it is like. */
  private renaming(): (value: unknown) => unknown {
    const key = `m${newId().replaceAll('-', '').slice(4, 30)}`;
    const names = new Map(this.ids.map(id => [id, newId()]));
    return value =>
      typeof value === 'string'
        ? value
            .replace(UUID, id => names.get(id) ?? id)
            .replaceAll(this.key, key)
        : value;
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function isKey(value: unknown): boolean {
  return typeof value === 'string' && /^n[0-9a-f]{26}$/.test(value);
}

/** An INSERT of what one table holds of a tenant; JSON and arrays go over as text. */
async function readInsert(
  client: Client,
  table: string,
  tenantId: string,
): Promise<Insert> {
  const [schema, name] = table.split('.');
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  const text = columns.map(({ name: column }) => {
    return `${escapeIdentifier(column)}::text AS ${escapeIdentifier(column)}`;
  });
  const { rows } = await client.query<Record<string, string | null>>(
    `SELECT ${text.join(', ')} FROM ${schema}.${name} t WHERE to_jsonb(t)::text LIKE $1`,
    [`%${tenantId}%`],
  );
  const values = rows.flatMap(row => columns.map(column => row[column.name]));
  const tuples = rows.map(
    (_, row) =>
      `(${columns.map((column, i) => `$${row * columns.length + i + 1}::text::${column.type}`).join(', ')})`,
  );
  const into = columns.map(column => escapeIdentifier(column.name)).join(', ');
  return {
    table,
    rows: rows.length,
    sql: `INSERT INTO ${table} (${into}) VALUES ${tuples.join(', ')}`,
    values,
  };
}
