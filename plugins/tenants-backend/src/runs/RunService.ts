import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import {
  saga,
  type Page,
  type Run,
  type RunListQuery,
  type RunSummary,
  type RunType,
  type Tenant,
} from '@ananta/backstage-plugin-tenants-common';
import { asStaff, newId } from '@ananta/database';
import { actorOf, conflict } from '@ananta/http';
import type { JobsService } from '@ananta/jobs';
import { freezePlan, type RunDefinitions } from '../sagas';
import { TenantStore, type TenantJournal } from '../tenants';
import type { RunsConfig } from './config';
import { RunStore } from './RunStore';
import { RunWriter } from './RunWriter';
import { sendRun } from './runQueue';

/** What starts a run of a tenant. */
export interface StartRunRequest {
  /** A new one unless given. */
  id?: string;
  type: RunType;
  tenant: Tenant;
  /** Entity ref or service subject. */
  startedBy: string;
  /** The finished run that this one retries. */
  retryOf?: string;
}

/** Who commands, and in which request. */
export interface RunCommandContext {
  credentials: BackstageCredentials;
  requestId?: string;
}

export interface RunServiceOptions {
  database: Knex;
  definitions: RunDefinitions;
  config: RunsConfig;
  jobs: JobsService;
  journal: TenantJournal;
  now: () => Date;
}

/** The acts on runs, one method each; permissions are the caller's business. */
export class RunService {
  private readonly runs = new RunStore();
  private readonly tenants = new TenantStore();

  static create(options: RunServiceOptions): RunService {
    return new RunService(options);
  }

  private constructor(private readonly options: RunServiceOptions) {}

  /**
   * Writes a new run with its frozen plan, and the job that drives it, in the
   * caller's transaction, which must be bound to the tenant or to staff. The
   * caller writes the run's id into the tenant.
   *
   * @throws ApiError 409 `run_in_progress` when the tenant has an unfinished run
   */
  async start(trx: Knex.Transaction, request: StartRunRequest): Promise<Run> {
    const { definitions, config, jobs, now } = this.options;
    const { type, tenant, startedBy, retryOf } = request;
    const definition = definitions.get(type);
    const run = saga.startRun({
      id: request.id ?? newId(),
      type,
      input: {
        tenantId: tenant.id,
        planKey: tenant.planKey,
        planVersion: tenant.planVersion,
        tenancyModel: tenant.tenancyModel,
      },
      plan: freezePlan(definition, config),
    });
    const started = await this.runs.insert(trx, {
      run,
      type,
      tenant,
      exclusive: definition.exclusive,
      startedBy,
      retryOf,
      now: now(),
    });
    await sendRun(jobs, trx, { runId: run.id, tenantId: tenant.id });
    return started;
  }

  /** @throws ApiError 404 `not_found` */
  async get(id: string): Promise<Run> {
    return asStaff(this.options.database, trx => this.runs.get(trx, id));
  }

  /** Newest first. @throws ApiError 400 `invalid_cursor` */
  async list(query: RunListQuery): Promise<Page<RunSummary>> {
    return asStaff(this.options.database, trx => this.runs.list(trx, query));
  }

  /** @throws ApiError 404 `not_found` when there is no such tenant, 400 `invalid_cursor` */
  async listOfTenant(
    tenantId: string,
    page: { limit?: number; cursor?: string },
  ): Promise<Page<RunSummary>> {
    return asStaff(this.options.database, async trx => {
      await this.tenants.get(trx, tenantId);
      return this.runs.list(trx, { ...page, tenantId });
    });
  }

  /**
   * Records that a run is to be cancelled; its driver carries that out, or
   * refuses it when the pivot was quicker. Asked twice, it is recorded once.
   *
   * @param conclude - runs last in the transaction; its result is handed back
   * @throws ApiError 404 `not_found`, 409 `run_not_cancellable`
   */
  async cancel<T>(
    id: string,
    context: RunCommandContext,
    conclude: (
      trx: Knex.Transaction,
      response: { commandId: string },
    ) => Promise<T>,
  ): Promise<T> {
    const { database, jobs, journal, now } = this.options;
    const actor = actorOf(context.credentials);
    return asStaff(database, async trx => {
      await this.runs.get(trx, id);
      const writer = await RunWriter.open(trx, id, { now: now() });
      const [recorded] = writer.recordedCommands;
      if (recorded) {
        return conclude(trx, { commandId: recorded.id });
      }
      const reason = saga.refusal(writer.run, {
        type: 'run.cancelled',
        by: actor,
      });
      if (reason) {
        throw conflict(
          'run_not_cancellable',
          `The run can't be cancelled: ${reason}`,
        );
      }
      const commandId = newId();
      await writer.recordCommand({
        id: commandId,
        kind: 'cancel',
        requestedBy: actor,
      });
      await writer.save();
      const tenantId = writer.row.tenant_id;
      await sendRun(jobs, trx, { runId: id, tenantId });
      await journal.record(trx, {
        tenantId,
        actor,
        requestId: context.requestId,
        action: 'run.cancel',
        target: `run:${id}`,
        after: { commandId },
      });
      return conclude(trx, { commandId });
    });
  }

  /**
   * Starts a new run, with new keys and a freshly frozen plan, for a tenant
   * whose run ended with everything undone.
   *
   * @param conclude - runs last in the transaction; its result is handed back
   * @throws ApiError 404 `not_found`, 409 `run_not_retryable`
   */
  async retry<T>(
    id: string,
    context: RunCommandContext,
    conclude: (trx: Knex.Transaction, response: { run: Run }) => Promise<T>,
  ): Promise<T> {
    const { database, journal, now } = this.options;
    const actor = actorOf(context.credentials);
    return asStaff(database, async trx => {
      await this.runs.get(trx, id);
      await RunWriter.open(trx, id, { now: now() });
      const retried = await this.runs.get(trx, id);
      if (!retried.possibleActs.includes('retry')) {
        throw conflict('run_not_retryable', whyNotRetryable(retried));
      }
      const runId = newId();
      const tenant = await this.tenants.update(
        trx,
        await this.tenants.lock(trx, retried.tenantId),
        { status: 'provisioning', currentRunId: runId },
      );
      const run = await this.start(trx, {
        id: runId,
        type: retried.type,
        tenant,
        startedBy: actor,
        retryOf: id,
      });
      await journal.record(trx, {
        tenantId: tenant.id,
        actor,
        requestId: context.requestId,
        action: 'run.retry',
        target: `run:${id}`,
        after: { runId },
      });
      return conclude(trx, { run });
    });
  }
}

function whyNotRetryable(run: Run): string {
  if (run.retriedBy) {
    return `The run has been retried by ${run.retriedBy}`;
  }
  return run.finishedAt
    ? `The run ${run.status}, so there is nothing to retry`
    : `The run is ${run.status}; it can be retried when everything is undone`;
}
