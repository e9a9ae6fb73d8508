import type { Tenant } from './tenant';

/** Run types that this version knows. */
export type RunType = 'provision-tenant';

/** What a run does right now, or how it ended. */
export type RunStatus =
  | 'running'
  | 'waiting'
  | 'held'
  | 'compensating'
  | 'succeeded'
  | 'compensated'
  | 'cancelled';

/** Statuses after which a run never changes again. */
export const FINISHED_RUN_STATUSES: readonly RunStatus[] = [
  'succeeded',
  'compensated',
  'cancelled',
];

export type StepStatus =
  | 'pending'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'skipped'
  | 'compensating'
  | 'compensated';

/** Why an attempt failed, in the port's own classification. */
export type ErrorClass = 'retryable' | 'final' | 'unknown';

/** An error as people see it: no stack, no SQL, no secret. */
export interface StepError {
  class: ErrorClass;
  /** Stable code such as `connection_refused`. */
  code: string;
  message: string;
}

export interface AttemptView {
  /** From 1, counted apart for doing and undoing. */
  number: number;
  kind: 'do' | 'undo';
  startedAt: string;
  finishedAt?: string;
  outcome?: 'succeeded' | 'failed' | 'lost';
  error?: StepError;
}

/** One row of a run's timeline. */
export interface StepView {
  id: string;
  title: string;
  /** What undoing it means, in words; absent when nothing is undone. */
  undoTitle?: string;
  status: StepStatus;
  pivot: boolean;
  compensable: boolean;
  attempts: AttemptView[];
  startedAt?: string;
  finishedAt?: string;
  /** When the next attempt is due, while backing off. */
  nextAttemptAt?: string;
  lastError?: StepError;
}

/** A run with its whole timeline, as `GET /api/tenants/runs/{id}` answers it. */
export interface Run {
  id: string;
  type: RunType;
  tenantId: string;
  tenantKey: string;
  tenantName: string;
  status: RunStatus;
  /** Why it stands where it stands, in words. */
  statusReason?: string;
  needsAttention: boolean;
  /** A cancel was accepted and is being carried out. */
  cancelRequested: boolean;
  /** Which acts are possible now, whatever the caller may do. */
  possibleActs: Array<'cancel' | 'retry'>;
  /** Entity ref or service subject that started it. */
  startedBy: string;
  retryOf?: string;
  /** The run that retried this one. */
  retriedBy?: string;
  driver: 'embedded';
  machineVersion: number;
  steps: StepView[];
  /** Number of the newest live event; a stream resumes after it. */
  lastEventId: number;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
}

/**
 * How far a run is: steps done, of all of them. Once it goes back, steps undone,
 * of those that had or may have had an effect; none when nothing was begun.
 */
export interface RunProgress {
  done: number;
  total: number;
}

/** The row of a run list. */
export type RunSummary = Omit<Run, 'steps' | 'possibleActs' | 'lastEventId'> & {
  progress: RunProgress;
  /** Title of the step that runs, retries or is being undone. */
  currentStep?: string;
};

export interface RunListQuery {
  status?: RunStatus[];
  tenantId?: string;
  type?: RunType;
  needsAttention?: boolean;
  limit?: number;
  cursor?: string;
}

/**
 * One message of `GET /api/tenants/runs/{id}/events`. The stream opens with a
 * `snapshot`; every later message carries the whole run again, so that a reader
 * never has to merge.
 */
export interface RunStreamEvent {
  /** Grows by one per machine event, attempt and progress of this run. */
  id: number;
  run: Run;
}

/** Answer of `POST /api/tenants/tenants`. */
export interface CreateTenantResponse {
  tenant: Tenant;
  run: Run;
}
