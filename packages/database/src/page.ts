import type { Knex } from 'knex';
import { InvalidCursorError, decodeCursor, encodeCursor } from './cursor';

/** A column that a list is ordered by, named as in the query's result. Never null. */
export interface OrderColumn {
  column: string;
  direction: 'asc' | 'desc';
  type: 'text' | 'timestamptz' | 'integer' | 'uuid';
}

/** What a page of a list is asked by. */
export interface PageOptions {
  /** Rows in the page at most. */
  limit: number;
  cursor?: string;
  /**
   * All in one direction, so that the rows after the cursor are one index
   * range; the last is unique, so that no row is skipped or shown twice.
   */
  order: OrderColumn[];
  /** Runs the query of the page, such as `readAsStaff`; for one that isn't built from a transaction. */
  read?: <Row extends object>(query: Knex.QueryBuilder) => Promise<Row[]>;
}

/** A page of rows; `cursor` leads to the next one while `hasMore`. */
export interface RowPage<Row> {
  rows: Row[];
  cursor?: string;
  hasMore: boolean;
}

interface ColumnType {
  /** How a value is written into a cursor: exactly, whatever the session's settings. */
  write: string;
  read: string;
  accepts(value: string): boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MILLISECONDS = '2000-01-01T00:00:00.000'.length;

const TYPES: Record<OrderColumn['type'], ColumnType> = {
  text: {
    write: '??::text',
    read: '?::text',
    accepts: value => !value.includes('\u0000'),
  },
  uuid: {
    write: '??::text',
    read: '?::uuid',
    accepts: value => UUID.test(value),
  },
  integer: {
    write: '??::text',
    read: '?::bigint',
    accepts: value => /^-?\d{1,18}$/.test(value),
  },
  timestamptz: {
    write: `to_char(?? AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    read: '?::timestamptz',
    accepts: isMicrosecondInstant,
  },
};

/**
 * Reads one page of a list: the rows of `query` after the cursor, in order.
 * Pages stay whole while rows come and go, and a late page costs as much as the first.
 *
 * @throws InvalidCursorError - when the cursor isn't one of this list's
 */
export async function fetchPage<Row extends object>(
  query: Knex.QueryBuilder,
  options: PageOptions,
): Promise<RowPage<Row>> {
  const { limit, cursor, order } = options;
  const [{ direction }] = order;
  if (order.some(by => by.direction !== direction)) {
    throw new Error('All columns of an order must share one direction');
  }

  // As text, since only the last row's is read.
  const written = order.map(by => TYPES[by.type].write).join(', ');
  const columns = order.map(by => by.column);
  const page = query.client.queryBuilder();
  page
    .select('page.*')
    .select(
      query.client.raw(
        `array_to_json(ARRAY[${written}])::text AS "$position"`,
        columns,
      ),
    )
    .from(query.clone().as('page'))
    .orderBy(columns.map(column => ({ column, order: direction })))
    .limit(limit + 1);
  if (cursor !== undefined) {
    const names = columns.map(() => '??').join(', ');
    const values = order.map(by => TYPES[by.type].read).join(', ');
    page.whereRaw(`(${names}) ${direction === 'asc' ? '>' : '<'} (${values})`, [
      ...columns,
      ...readPosition(cursor, order),
    ]);
  }

  const found: (Row & { $position: string })[] = await (options.read
    ? options.read<Row & { $position: string }>(page)
    : page);
  const hasMore = found.length > limit;
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ $position, ...row }) => row as unknown as Row),
    cursor:
      hasMore && last ? encodeCursor(JSON.parse(last.$position)) : undefined,
    hasMore,
  };
}

function readPosition(cursor: string, order: OrderColumn[]): string[] {
  const values = decodeCursor(cursor);
  const fits =
    values.length === order.length &&
    values.every(
      (value, i) =>
        typeof value === 'string' && TYPES[order[i].type].accepts(value),
    );
  if (!fits) {
    throw new InvalidCursorError();
  }
  return values as string[];
}

function isMicrosecondInstant(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value)) {
    return false;
  }
  const milliseconds = value.slice(0, MILLISECONDS);
  const instant = new Date(`${milliseconds}Z`);
  return (
    !Number.isNaN(instant.getTime()) &&
    instant.toISOString() === `${milliseconds}Z`
  );
}
