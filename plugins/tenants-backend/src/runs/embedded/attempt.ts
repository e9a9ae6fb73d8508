import type { CallContext } from '@ananta/backstage-plugin-tenants-node';
import type {
  AttemptView,
  StepError,
} from '@ananta/backstage-plugin-tenants-common';
import type { OutsideStep, Step, StepContext, StepResult } from '../../steps';
import { timedOut, toStepError } from '../errors';

/** How long an attempt that was told to stop may take to do so. */
const GRACE_MS = 1_000;

/** An attempt that was begun and has to be made now. */
export interface Work<S extends Step = Step> {
  step: S;
  kind: AttemptView['kind'];
  number: number;
  timeoutMs: number;
  context: StepContext;
}

export type AttemptEnd =
  | { kind: 'succeeded'; result: StepResult }
  | { kind: 'failed'; error: StepError; cause?: unknown }
  /** Cut short, without knowing what became of it. */
  | { kind: 'lost' };

/**
 * Makes one attempt through a port, bounded in time. It is cut short by the
 * process's shutdown (`signal`) and, through `onInterruptible`, by a cancel.
 * A cut-short attempt is waited for, so that its undo doesn't overtake it.
 */
export async function attemptOutside(
  work: Work<OutsideStep>,
  options: {
    signal: AbortSignal;
    onInterruptible?: (interrupt: () => void) => void;
  },
): Promise<AttemptEnd> {
  const controller = new AbortController();
  let cutShortBy: 'timeout' | 'cancel' | 'shutdown' | undefined;
  let abandon = () => {};
  const abandoned = new Promise<undefined>(resolve => {
    abandon = () => resolve(undefined);
  });
  const timers: NodeJS.Timeout[] = [];
  const cutShort = (by: typeof cutShortBy) => {
    cutShortBy ??= by;
    controller.abort();
    if (by !== 'cancel') {
      timers.push(setTimeout(abandon, GRACE_MS));
    }
  };
  const shutDown = () => cutShort('shutdown');
  timers.push(setTimeout(() => cutShort('timeout'), work.timeoutMs));
  options.signal.addEventListener('abort', shutDown, { once: true });
  options.onInterruptible?.(() => cutShort('cancel'));
  if (options.signal.aborted) {
    shutDown();
  }
  try {
    const end = await Promise.race([
      act(work, controller.signal).catch((error: unknown) => ({ error })),
      abandoned,
    ]);
    return endOf(end, cutShortBy, work.timeoutMs);
  } finally {
    timers.forEach(clearTimeout);
    options.signal.removeEventListener('abort', shutDown);
  }
}

async function act(
  { step, kind, context }: Work<OutsideStep>,
  signal: AbortSignal,
): Promise<{ result: StepResult }> {
  const call: CallContext = {
    idempotencyKey: `${context.run.id}/${step.id}`,
    tenantId: context.tenant.id,
    runId: context.run.id,
    signal,
  };
  if (kind === 'do') {
    return { result: await step.do(context, call) };
  }
  await step.undo(context, call);
  return { result: {} };
}

function endOf(
  end: { result: StepResult } | { error: unknown } | undefined,
  cutShortBy: 'timeout' | 'cancel' | 'shutdown' | undefined,
  timeoutMs: number,
): AttemptEnd {
  if (end && 'result' in end) {
    return { kind: 'succeeded', result: end.result };
  }
  const error = end && toStepError(end.error);
  if (error && (!cutShortBy || error.class !== 'unknown')) {
    return { kind: 'failed', error, cause: end.error };
  }
  return cutShortBy === 'timeout'
    ? { kind: 'failed', error: timedOut(timeoutMs) }
    : { kind: 'lost' };
}
