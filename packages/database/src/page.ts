import type { Knex } from 'knex';

/** A column that a list is ordered by. */
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
  /** Not nullable; the last one is unique, so that no row is skipped or shown twice. */
  order: OrderColumn[];
}

/** A page of rows; `cursor` leads to the next one while `hasMore`. */
export interface RowPage<Row> {
  rows: Row[];
  cursor?: string;
  hasMore: boolean;
}

/** Reads one page of a list. */
export async function fetchPage<Row extends object>(
  query: Knex.QueryBuilder,
  options: PageOptions,
): Promise<RowPage<Row>> {
  throw new Error(`Not written yet: ${options.limit} of ${query}`);
}
