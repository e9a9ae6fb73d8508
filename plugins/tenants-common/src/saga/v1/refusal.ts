import type {
  Decision,
  MachineEvent,
  ResumeAnswer,
  RunState,
  SagaRun,
  WaitReason,
} from '../types';
import { decide } from './decide';

/** Why an event may not follow, or undefined when it may. */
export function refusal(
  run: SagaRun,
  state: RunState,
  event: MachineEvent,
): string | undefined {
  if (event.type === 'run.started') {
    return state.started ? 'the run has already been started' : undefined;
  }
  if (!state.started) {
    return 'the run has not been started';
  }
  if (state.outcome) {
    return `the run has finished (${state.outcome})`;
  }
  switch (event.type) {
    case 'step.registered':
    case 'step.succeeded':
    case 'step.failed':
      return refuseStep(run, state, event);
    case 'undo.succeeded':
    case 'undo.resolved':
      return expect(run, state, { kind: 'compensate', stepId: event.stepId });
    case 'run.waiting':
      return refuseWaiting(run, state, event.reason);
    case 'run.resumed':
      return refuseAnswer(state, event.answer);
    case 'run.cancelled':
      return refuseCancel(run, state, event.untouched);
    case 'run.finished':
      return expect(run, state, { kind: 'finish', outcome: event.outcome });
    default:
      return `'${(event as MachineEvent).type}' is no machine event`;
  }
}

function refuseStep(
  run: SagaRun,
  state: RunState,
  event: Extract<MachineEvent, { type: `step.${string}` }>,
): string | undefined {
  const unexpected = expect(run, state, {
    kind: 'execute',
    stepId: event.stepId,
  });
  if (unexpected) {
    return unexpected;
  }
  const { registered } = state.steps[event.stepId];
  if (event.type === 'step.registered') {
    return registered ? `'${event.stepId}' is already registered` : undefined;
  }
  if (!registered) {
    return `'${event.stepId}' is not registered`;
  }
  const isPivot = run.plan.steps.some(s => s.pivot && s.id === event.stepId);
  if (event.type === 'step.failed' && isPivot && event.arrived) {
    return `the pivot '${event.stepId}' may only fail by a definite refusal`;
  }
  return undefined;
}

function refuseWaiting(
  run: SagaRun,
  state: RunState,
  reason: WaitReason,
): string | undefined {
  if (state.waiting) {
    return `the run already waits (${state.waiting.kind})`;
  }
  return reason.kind === 'engine'
    ? undefined
    : expect(run, state, { kind: 'wait', reason });
}

const ANSWERS: Record<WaitReason['kind'], readonly ResumeAnswer[]> = {
  approval: ['approved', 'undo'],
  date: ['date_reached', 'undo'],
  hold: ['resume', 'undo'],
  engine: ['resume'],
};

function refuseAnswer(
  state: RunState,
  answer: ResumeAnswer,
): string | undefined {
  if (!state.waiting) {
    return 'the run does not wait';
  }
  if (!ANSWERS[state.waiting.kind].includes(answer)) {
    return `'${answer}' does not answer a wait for '${state.waiting.kind}'`;
  }
  if (answer === 'undo' && state.committed) {
    return 'nothing is undone after the pivot';
  }
  return undefined;
}

/**
 * A pivot in our own database and a cancel exclude each other by transaction,
 * so that cancel is possible until the pivot's commit. A pivot elsewhere may
 * have happened as soon as it was registered.
 */
function refuseCancel(
  run: SagaRun,
  state: RunState,
  untouched: string | undefined,
): string | undefined {
  if (state.direction === 'back') {
    return 'the run is already being undone';
  }
  const pivot = run.plan.steps.find(step => step.pivot);
  const underWay = pivot && !pivot.local && state.steps[pivot.id].registered;
  if (state.committed || underWay) {
    return `'${pivot?.id}' has been reached, after which nothing is undone`;
  }
  if (untouched) {
    const step = state.steps[untouched];
    if (!step?.registered || step.result) {
      return `'${untouched}' is not under way`;
    }
  }
  return undefined;
}

function expect(
  run: SagaRun,
  state: RunState,
  expected: Decision,
): string | undefined {
  const due = decide(run, state);
  return sameDecision(due, expected)
    ? undefined
    : `due is ${describe(due)}, not ${describe(expected)}`;
}

function sameDecision(a: Decision, b: Decision): boolean {
  return describe(a) === describe(b);
}

function describe(decision: Decision): string {
  switch (decision.kind) {
    case 'wait': {
      const { reason } = decision;
      return reason.kind === 'engine'
        ? 'wait for engine'
        : `wait for ${reason.kind} at '${reason.stepId}'`;
    }
    case 'finish':
      return `finish as ${decision.outcome}`;
    default:
      return `${decision.kind} '${decision.stepId}'`;
  }
}
