import type { Knex } from 'knex';
import { fetchPage, readAsStaff, type OrderColumn } from '@ananta/database';
import { badRequest } from '@ananta/http';
import type {
  Page,
  TenantCounts,
  TenantListQuery,
  TenantStatus,
  TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';
import { toTenantSummary, type TenantSummaryRow } from './rows';
import { searchPattern } from './search';

const COLUMNS: ReadonlyArray<keyof TenantSummaryRow> = [
  'id',
  'key',
  'name',
  'status',
  'needs_attention',
  'tenancy_model',
  'region',
  'plan_key',
  'plan_version',
  'billing_interval',
  'owner_ref',
  'app_plane',
  'portal_url',
  'labels',
  'current_run_id',
  'provisioned_at',
  'created_at',
  'updated_at',
  'version',
];

const SORT_COLUMNS = new Map<string, Omit<OrderColumn, 'direction'>>([
  ['createdAt', { column: 'created_at', type: 'timestamptz' }],
  ['updatedAt', { column: 'updated_at', type: 'timestamptz' }],
  ['name', { column: 'name', type: 'text' }],
  ['key', { column: 'key', type: 'text' }],
  ['status', { column: 'status', type: 'text' }],
]);

/**
 * One page of all tenants, in one query.
 *
 * @throws ApiError 400 `invalid_request` for an unknown sort, `invalid_cursor`
 */
export async function listTenants(
  db: Knex,
  query: TenantListQuery,
): Promise<Page<TenantSummary>> {
  const { rows, cursor, hasMore } = await fetchPage<TenantSummaryRow>(
    db('tenants').select(COLUMNS).modify(applyFilters, query),
    {
      limit: query.limit ?? 25,
      cursor: query.cursor,
      order: orderOf(query.sort ?? '-createdAt'),
      read: page => readAsStaff(db, page),
    },
  );
  return { items: rows.map(toTenantSummary), cursor, hasMore };
}

/** How many tenants there are of each kind that the home page tells of. */
export async function countTenants(
  trx: Knex.Transaction,
): Promise<TenantCounts> {
  const rows: Array<{
    status: TenantStatus;
    total: number;
    needing: number;
    running: number;
  }> = await trx('tenants')
    .select('status')
    .select(
      trx.raw('count(*)::int AS total'),
      trx.raw('count(*) FILTER (WHERE needs_attention)::int AS needing'),
      trx.raw('count(current_run_id)::int AS running'),
    )
    .groupBy('status');
  return {
    byStatus: Object.fromEntries(rows.map(row => [row.status, row.total])),
    needsAttention: rows.reduce((sum, row) => sum + row.needing, 0),
    runsInFlight: rows.reduce((sum, row) => sum + row.running, 0),
  };
}

function applyFilters(builder: Knex.QueryBuilder, query: TenantListQuery) {
  const equal: Record<string, unknown> = {
    plan_key: query.planKey,
    tenancy_model: query.tenancyModel,
    region: query.region,
    needs_attention: query.needsAttention,
  };
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) {
      builder.where(column, value);
    }
  }
  if (query.q) {
    builder.whereLike('search_text', searchPattern(query.q));
  }
  if (query.status?.length) {
    builder.whereIn('status', query.status);
  }
  if (query.label) {
    filterByLabel(builder, query.label);
  }
  if (query.changedSince) {
    builder.where('updated_at', '>=', query.changedSince);
  }
}

function filterByLabel(builder: Knex.QueryBuilder, label: string) {
  const separator = label.indexOf('=');
  if (separator === -1) {
    builder.whereRaw('labels \\? ?', [label]);
  } else {
    const name = label.slice(0, separator);
    const value = label.slice(separator + 1);
    builder.whereRaw('labels @> ?::jsonb', [JSON.stringify({ [name]: value })]);
  }
}

function orderOf(sort: string): OrderColumn[] {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const column = SORT_COLUMNS.get(sort.replace(/^-/, ''));
  if (!column) {
    throw badRequest(
      'invalid_request',
      'sort',
      `Tenants can be sorted by ${[...SORT_COLUMNS.keys()].join(', ')}`,
    );
  }
  return [
    { ...column, direction },
    { column: 'id', direction, type: 'uuid' },
  ];
}
