import type { Knex } from 'knex';
import type {
  Page,
  Run,
  RunListQuery,
  RunSummary,
  saga,
  Tenant,
} from '@ananta/backstage-plugin-tenants-common';
import { fetchPage } from '@ananta/database';
import { conflict, notFound } from '@ananta/http';
import { toEventRow, type RunEventRow, type RunRow } from './rows';
import { readHistory } from './history';
import { toRun, toRunSummary, type RunRecord } from './view';

const DEFAULT_LIMIT = 25;

/** What a new run is written from. */
export interface NewRun {
  run: saga.SagaRun;
  type: RunRow['type'];
  tenant: Pick<Tenant, 'id' | 'key' | 'name' | 'status'>;
  exclusive: boolean;
  startedBy: string;
  retryOf?: string;
  now: Date;
}

/**
 * Runs as rows. Every method needs a transaction bound to the tenant or to
 * staff; without, no row is there.
 */
export class RunStore {
  /**
   * @throws ApiError 409 `run_in_progress`, `run_not_retryable` when it was retried already
   */
  async insert(trx: Knex.Transaction, start: NewRun): Promise<Run> {
    const { run, tenant, now } = start;
    const row: RunRow = {
      id: run.id,
      tenant_id: tenant.id,
      type: start.type,
      input: run.input,
      machine_version: run.machineVersion,
      plan: run.plan,
      exclusive: start.exclusive,
      status: 'running',
      status_reason: null,
      needs_attention: false,
      failing_since: null,
      started_by: start.startedBy,
      retry_of: start.retryOf ?? null,
      driver: 'embedded',
      fence: '0',
      last_event_id: run.events.length,
      created_at: now,
      started_at: null,
      finished_at: null,
      version: 1,
    };
    const written = await trx<RunRow>('runs')
      .insert(row)
      .onConflict()
      .ignore()
      .returning('id');
    if (written.length === 0) {
      throw await this.explainConflict(trx, start);
    }
    const events = run.events.map(event => toEventRow(row, event, now));
    await trx<RunEventRow>('run_events').insert(events);
    const record: RunRecord = {
      ...row,
      tenant_key: tenant.key,
      tenant_name: tenant.name,
      tenant_status: tenant.status,
      cancel_recorded: false,
      retried_by: null,
    };
    return toRun(record, events, []);
  }

  /** @throws ApiError 404 `not_found` */
  async get(trx: Knex.Transaction, id: string): Promise<Run> {
    const record: RunRecord | undefined = await recordsOf(trx)
      .where('runs.id', id)
      .first();
    if (!record) {
      throw notFound('not_found', `There is no run ${id}`);
    }
    const { events, attempts } = await readHistory(trx, id);
    return toRun(record, events, attempts);
  }

  /** Newest first. @throws ApiError 400 `invalid_cursor` */
  async list(
    trx: Knex.Transaction,
    query: RunListQuery,
  ): Promise<Page<RunSummary>> {
    const { rows, cursor, hasMore } = await fetchPage<RunRecord>(
      trx.select('*').from(filtered(trx, query).as('runs')),
      {
        limit: query.limit ?? DEFAULT_LIMIT,
        cursor: query.cursor,
        order: [
          { column: 'created_at', direction: 'desc', type: 'timestamptz' },
          { column: 'id', direction: 'desc', type: 'uuid' },
        ],
      },
    );
    const events = await trx<RunEventRow>('run_events')
      .whereIn(
        'run_id',
        rows.map(({ id }) => id),
      )
      .orderBy(['run_id', 'seq']);
    return {
      items: rows.map(record =>
        toRunSummary(
          record,
          events.filter(({ run_id }) => run_id === record.id),
        ),
      ),
      cursor,
      hasMore,
    };
  }

  private async explainConflict(trx: Knex.Transaction, start: NewRun) {
    const open = await trx<RunRow>('runs')
      .where({ tenant_id: start.tenant.id, exclusive: true })
      .whereNull('finished_at')
      .first('id', 'type');
    return open
      ? conflict(
          'run_in_progress',
          `The run ${open.id} (${open.type}) of this tenant has not finished`,
        )
      : conflict(
          'run_not_retryable',
          `The run ${start.retryOf} has been retried already`,
        );
  }
}

function recordsOf(trx: Knex.Transaction) {
  return trx('runs')
    .join('tenants', 'tenants.id', 'runs.tenant_id')
    .select(
      'runs.*',
      'tenants.key as tenant_key',
      'tenants.name as tenant_name',
      'tenants.status as tenant_status',
      trx.raw(`EXISTS (
        SELECT 1 FROM run_commands c
        WHERE c.run_id = runs.id AND c.kind = 'cancel' AND c.state = 'recorded'
      ) AS cancel_recorded`),
      trx.raw(`(
        SELECT r.id FROM runs r WHERE r.retry_of = runs.id
      ) AS retried_by`),
    );
}

function filtered(trx: Knex.Transaction, query: RunListQuery) {
  const records = recordsOf(trx);
  if (query.status?.length) {
    records.whereIn('runs.status', query.status);
  }
  if (query.tenantId) {
    records.where('runs.tenant_id', query.tenantId);
  }
  if (query.type) {
    records.where('runs.type', query.type);
  }
  if (query.needsAttention !== undefined) {
    records.where('runs.needs_attention', query.needsAttention);
  }
  return records;
}
