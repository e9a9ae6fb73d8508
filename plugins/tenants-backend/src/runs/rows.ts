import type {
  AttemptView,
  RunStatus,
  RunType,
  StepError,
  saga,
} from '@ananta/backstage-plugin-tenants-common';
import type { JsonObject } from '@backstage/types';

/** Channel on which every change of a run is announced. */
export const RUN_CHANNEL = 'run_events';

/** What is announced there. */
export interface RunNotice {
  runId: string;
  /** The run's `last_event_id`. */
  eventId: number;
  /** A command waits to be carried out. */
  command?: true;
}

export interface RunRow {
  id: string;
  tenant_id: string;
  type: RunType;
  input: JsonObject;
  machine_version: number;
  plan: saga.SagaPlan;
  exclusive: boolean;
  status: RunStatus;
  status_reason: string | null;
  needs_attention: boolean;
  /** Since when driving it fails, without a step forth or back. */
  failing_since: Date | null;
  started_by: string;
  retry_of: string | null;
  driver: 'embedded';
  /** A bigint, which the database client hands over as text. */
  fence: string;
  last_event_id: number;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  version: number;
}

export interface RunEventRow {
  run_id: string;
  seq: number;
  tenant_id: string;
  type: saga.MachineEvent['type'];
  step_id: string | null;
  payload: JsonObject;
  at: Date;
}

export interface AttemptRow {
  run_id: string;
  step_id: string;
  kind: AttemptView['kind'];
  number: number;
  tenant_id: string;
  started_at: Date;
  finished_at: Date | null;
  outcome: AttemptView['outcome'] | null;
  error_class: StepError['class'] | null;
  error_code: string | null;
  error_message: string | null;
  next_attempt_at: Date | null;
}

/** One try at doing or undoing a step. */
export interface Attempt extends Omit<AttemptView, 'startedAt' | 'finishedAt'> {
  stepId: string;
  startedAt: Date;
  finishedAt?: Date;
  nextAttemptAt?: Date;
}

export interface CommandRow {
  id: string;
  run_id: string;
  tenant_id: string;
  kind: 'cancel';
  requested_by: string;
  requested_at: Date;
  state: 'recorded' | 'applied' | 'refused';
  reason: string | null;
  settled_at: Date | null;
}

/** The machine's view of a run, from its rows. */
export function toSagaRun(
  run: RunRow,
  events: readonly RunEventRow[],
): saga.SagaRun {
  return {
    id: run.id,
    type: run.type,
    input: run.input,
    machineVersion: run.machine_version,
    plan: run.plan,
    events: events.map(toSagaEvent),
  };
}

function toSagaEvent(row: RunEventRow): saga.SagaEvent {
  return {
    ...row.payload,
    type: row.type,
    ...(row.step_id !== null && { stepId: row.step_id }),
    seq: row.seq,
  } as saga.SagaEvent;
}

export function toEventRow(
  run: RunRow,
  event: saga.SagaEvent,
  at: Date,
): RunEventRow {
  const { seq, type, ...rest } = event;
  const { stepId, ...payload } = rest as { stepId?: string } & JsonObject;
  return {
    run_id: run.id,
    seq,
    tenant_id: run.tenant_id,
    type,
    step_id: stepId ?? null,
    payload,
    at,
  };
}

export function toAttempt(row: AttemptRow): Attempt {
  return {
    stepId: row.step_id,
    kind: row.kind,
    number: row.number,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    outcome: row.outcome ?? undefined,
    nextAttemptAt: row.next_attempt_at ?? undefined,
    error:
      row.error_class !== null
        ? {
            class: row.error_class,
            code: row.error_code ?? 'internal',
            message: row.error_message ?? '',
          }
        : undefined,
  };
}
