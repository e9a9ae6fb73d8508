import type { Decision, PlannedStep, RunState, SagaRun } from '../types';

/** What has to be done next; a finished run answers with its outcome again. */
export function decide(run: SagaRun, state: RunState): Decision {
  if (!state.started) {
    throw new Error(`Run ${run.id} has not been started`);
  }
  if (state.outcome) {
    return { kind: 'finish', outcome: state.outcome };
  }
  if (state.waiting) {
    return { kind: 'wait', reason: state.waiting };
  }
  return state.direction === 'forward'
    ? goForward(run, state)
    : goBack(run, state);
}

function goForward(run: SagaRun, state: RunState): Decision {
  const next = run.plan.steps.find(step => !isSettled(step, state));
  if (!next) {
    return { kind: 'finish', outcome: 'succeeded' };
  }
  if (state.steps[next.id].result === 'failed') {
    return { kind: 'wait', reason: holdAt(run, state, next) };
  }
  if (next.gate && !state.openedGates.includes(next.id)) {
    return { kind: 'wait', reason: { ...next.gate, stepId: next.id } };
  }
  return { kind: 'execute', stepId: next.id };
}

function isSettled(step: PlannedStep, state: RunState): boolean {
  const { result } = state.steps[step.id];
  return result === 'succeeded' || (result === 'failed' && step.optional);
}

/** Past the pivot a hold never ends by undoing, so it has no end of its own. */
function holdAt(run: SagaRun, state: RunState, step: PlannedStep) {
  return {
    kind: 'hold' as const,
    stepId: step.id,
    ...(run.plan.holdForMs !== undefined &&
      !state.committed && { holdForMs: run.plan.holdForMs }),
  };
}

function goBack(run: SagaRun, state: RunState): Decision {
  const compensable = new Set(
    run.plan.steps.filter(step => step.compensable).map(step => step.id),
  );
  const stepId = state.registered.findLast(id => {
    const { mayExist, undone } = state.steps[id];
    return compensable.has(id) && mayExist && !undone;
  });
  if (stepId) {
    return { kind: 'compensate', stepId };
  }
  return {
    kind: 'finish',
    outcome: state.cause?.kind === 'cancelled' ? 'cancelled' : 'compensated',
  };
}
