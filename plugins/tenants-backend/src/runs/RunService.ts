import type {
  Run,
  RunType,
  Tenant,
} from '@ananta/backstage-plugin-tenants-common';
import type { Knex } from 'knex';

/** What starts a run of a tenant. */
export interface StartRunRequest {
  /** The run's id; the tenant's `currentRunId` names it already. */
  id: string;
  type: RunType;
  tenant: Tenant;
  /** Entity ref or service subject. */
  startedBy: string;
  /** The finished run that this one retries. */
  retryOf?: string;
}

export class RunService {
  /**
   * Writes a new run with its frozen plan, and the job that drives it, in the
   * caller's transaction, which must be bound to the tenant or to staff.
   *
   * @throws ApiError 409 `run_in_progress` when the tenant has an unfinished run
   */
  async start(_trx: Knex.Transaction, _request: StartRunRequest): Promise<Run> {
    throw new Error('Not wired');
  }
}
