import { saga } from '@ananta/backstage-plugin-tenants-common';
import type { Attempt } from './rows';

/** Why a run stands where it stands when the fault is the portal's own. */
export const DRIVING_FAILS =
  "The portal itself fails to go on, and tries again; the portal's log says why.";

/** Why a run stands where it stands, in words; undefined when it simply goes on. */
export function describeStand(
  run: saga.SagaRun,
  attempts: readonly Attempt[],
): string | undefined {
  const state = saga.stateOf(run);
  const titleOf = (stepId: string) =>
    run.plan.steps.find(({ id }) => id === stepId)?.title ?? stepId;
  if (state.outcome === 'succeeded') {
    return describeReported(run, state);
  }
  if (state.direction === 'back') {
    return [describeCause(state, titleOf), describeUndo(run, state, attempts)]
      .filter(Boolean)
      .join(' ');
  }
  if (state.waiting) {
    return describeWait(state.waiting, state, titleOf);
  }
  const failing = failingAttempt(run, attempts);
  return failing?.error
    ? `"${titleOf(failing.stepId)}" is tried again: ${sentence(failing.error.message)}`
    : undefined;
}

function describeReported(
  run: saga.SagaRun,
  state: saga.RunState,
): string | undefined {
  const failed = run.plan.steps.filter(
    step => state.steps[step.id].result === 'failed',
  );
  return failed.length > 0
    ? `Not done: ${failed.map(step => `"${step.title}"`).join(', ')}.`
    : undefined;
}

function describeCause(
  state: saga.RunState,
  titleOf: (stepId: string) => string,
): string {
  const { cause } = state;
  switch (cause?.kind) {
    case 'failed':
      return `"${titleOf(cause.stepId)}" gave up: ${sentence(
        state.steps[cause.stepId].error?.message ?? 'unknown reason',
      )}`;
    case 'cancelled':
      return `Cancelled by ${nameOf(cause.by)}.`;
    default:
      return 'Undoing was chosen.';
  }
}

/** `olivia-ops` for `user:default/olivia-ops`, `operator` for `external:operator`. */
function nameOf(actor: string): string {
  return actor.slice(actor.search(/[^:/]+$/));
}

function describeUndo(
  run: saga.SagaRun,
  state: saga.RunState,
  attempts: readonly Attempt[],
): string {
  if (state.outcome) {
    const orphans = run.plan.steps.filter(
      step => state.steps[step.id].undone === 'orphan',
    );
    return orphans.length > 0
      ? `Left behind: ${orphans.map(step => `"${step.title}"`).join(', ')}.`
      : 'Everything was undone.';
  }
  const failing = failingAttempt(run, attempts);
  return failing?.error
    ? `Undoing it is tried until it succeeds; the last attempt failed: ${sentence(failing.error.message)}`
    : '';
}

function describeWait(
  reason: saga.WaitReason,
  state: saga.RunState,
  titleOf: (stepId: string) => string,
): string {
  switch (reason.kind) {
    case 'approval':
      return `Waits for an approval before "${titleOf(reason.stepId)}".`;
    case 'date':
      return `Waits until ${reason.at} before "${titleOf(reason.stepId)}".`;
    case 'hold':
      return `"${titleOf(reason.stepId)}" gave up: ${sentence(
        state.steps[reason.stepId].error?.message ?? 'unknown reason',
      )}`;
    default:
      return 'Waits for the engine.';
  }
}

/** The last attempt at what is due, when it failed. */
function failingAttempt(
  run: saga.SagaRun,
  attempts: readonly Attempt[],
): Attempt | undefined {
  const due = saga.decide(run);
  if (due.kind !== 'execute' && due.kind !== 'compensate') {
    return undefined;
  }
  const kind = due.kind === 'execute' ? 'do' : 'undo';
  return attempts.findLast(
    attempt =>
      attempt.stepId === due.stepId &&
      attempt.kind === kind &&
      attempt.outcome === 'failed',
  );
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
