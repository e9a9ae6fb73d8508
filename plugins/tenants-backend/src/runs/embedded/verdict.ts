import type { saga, StepError } from '@ananta/backstage-plugin-tenants-common';
import type { Attempt } from '../rows';

/** What follows from a failed attempt at doing a step. */
export type Verdict =
  { kind: 'retry'; at: Date } | { kind: 'give_up'; arrived: boolean };

/**
 * Decides whether a step is tried again.
 *
 * @param attempts - at doing this step, the failed one still open and last
 */
export function judge(
  step: saga.PlannedStep,
  attempts: readonly Attempt[],
  error: StepError,
  options: { now: Date; leavesTraces: boolean },
): Verdict {
  const { now, leavesTraces } = options;
  const earlier = attempts.slice(0, -1);
  const arrived =
    !step.local &&
    (leavesTraces || error.class === 'unknown' || !neverArrived(earlier));
  const retryAt = nextAttemptAt(step.backoff, attempts, now);
  if (error.class === 'final') {
    return { kind: 'give_up', arrived: arrived && !step.pivot };
  }
  const deadline = attempts[0].startedAt.getTime() + step.giveUpAfterMs;
  const isOver = retryAt.getTime() > deadline;
  const mustAnswer = step.pivot && arrived;
  return isOver && !mustAnswer
    ? { kind: 'give_up', arrived }
    : { kind: 'retry', at: retryAt };
}

/** Whether certainly none of these attempts had an effect. */
export function neverArrived(attempts: readonly Attempt[]): boolean {
  return attempts.every(
    ({ outcome, error }) =>
      outcome === 'failed' && error !== undefined && error.class !== 'unknown',
  );
}

/**
 * When to try again after the last of these attempts failed. Attempts that
 * were lost with their process don't lengthen the wait.
 */
export function nextAttemptAt(
  backoff: saga.Backoff,
  attempts: readonly Attempt[],
  now: Date,
): Date {
  const failures = attempts.filter(({ outcome }) => outcome === 'failed');
  const wait = Math.min(
    backoff.initialMs * backoff.factor ** failures.length,
    backoff.maxMs,
  );
  return new Date(now.getTime() + wait);
}
