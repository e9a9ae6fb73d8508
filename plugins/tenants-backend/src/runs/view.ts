import {
  FINISHED_RUN_STATUSES,
  saga,
  type AttemptView,
  type Run,
  type RunSummary,
  type StepView,
} from '@ananta/backstage-plugin-tenants-common';
import type { Attempt, RunEventRow, RunRow } from './rows';
import { toSagaRun } from './rows';

/** A run's row with what a reader needs to know from elsewhere. */
export interface RunRecord extends RunRow {
  tenant_key: string;
  tenant_name: string;
  tenant_status: string;
  cancel_recorded: boolean;
  retried_by: string | null;
}

/** The whole run as the API answers it. */
export function toRun(
  record: RunRecord,
  events: readonly RunEventRow[],
  attempts: readonly Attempt[],
): Run {
  const sagaRun = toSagaRun(record, events);
  const projection = saga.project(sagaRun);
  return {
    ...headOf(record, projection),
    possibleActs: possibleActs(record, projection),
    lastEventId: record.last_event_id,
    steps: projection.steps.map(step =>
      toStepView(
        step,
        events.filter(({ step_id }) => step_id === step.step.id),
        attempts.filter(({ stepId }) => stepId === step.step.id),
      ),
    ),
  };
}

/** The row of a run list. */
export function toRunSummary(
  record: RunRecord,
  events: readonly RunEventRow[],
): RunSummary {
  const projection = saga.project(toSagaRun(record, events));
  const current = projection.steps.find(
    ({ status }) => status === 'running' || status === 'compensating',
  );
  return {
    ...headOf(record, projection),
    progress: projection.progress,
    currentStep: current?.step.title,
  };
}

function headOf(
  record: RunRecord,
  projection: saga.RunProjection,
): Omit<Run, 'steps' | 'possibleActs' | 'lastEventId'> {
  return {
    id: record.id,
    type: record.type,
    tenantId: record.tenant_id,
    tenantKey: record.tenant_key,
    tenantName: record.tenant_name,
    status: projection.status,
    statusReason: record.status_reason ?? undefined,
    needsAttention: record.needs_attention,
    cancelRequested: record.cancel_recorded || projection.cancelRequested,
    startedBy: record.started_by,
    retryOf: record.retry_of ?? undefined,
    retriedBy: record.retried_by ?? undefined,
    driver: record.driver,
    machineVersion: record.machine_version,
    createdAt: record.created_at.toISOString(),
    startedAt: record.started_at?.toISOString(),
    finishedAt: record.finished_at?.toISOString(),
  };
}

/** Which acts are possible now, whatever the caller may do. */
export function possibleActs(
  record: RunRecord,
  projection: saga.RunProjection,
): Run['possibleActs'] {
  const isFinished = FINISHED_RUN_STATUSES.includes(projection.status);
  const isRetryable =
    isFinished &&
    projection.status !== 'succeeded' &&
    record.retried_by === null &&
    record.tenant_status === 'provisioning_failed';
  const isCancellable = projection.cancellable && !record.cancel_recorded;
  return [
    ...(isCancellable ? (['cancel'] as const) : []),
    ...(isRetryable ? (['retry'] as const) : []),
  ];
}

function toStepView(
  { step, status }: saga.StepProjection,
  events: readonly RunEventRow[],
  attempts: readonly Attempt[],
): StepView {
  const settled = events.findLast(({ type }) => type !== 'step.registered');
  const isOver = ['succeeded', 'failed', 'compensated'].includes(status);
  const last = attempts.at(-1);
  return {
    id: step.id,
    title: step.title,
    undoTitle: step.undoTitle,
    status,
    pivot: step.pivot,
    compensable: step.compensable,
    attempts: attempts.map(toAttemptView),
    startedAt: attempts[0]?.startedAt.toISOString(),
    finishedAt: isOver ? settled?.at.toISOString() : undefined,
    nextAttemptAt: isOver ? undefined : last?.nextAttemptAt?.toISOString(),
    lastError: attempts.findLast(({ error }) => error)?.error,
  };
}

function toAttemptView(attempt: Attempt): AttemptView {
  return {
    number: attempt.number,
    kind: attempt.kind,
    startedAt: attempt.startedAt.toISOString(),
    finishedAt: attempt.finishedAt?.toISOString(),
    outcome: attempt.outcome,
    error: attempt.error,
  };
}
