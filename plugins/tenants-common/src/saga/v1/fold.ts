import type {
  MachineEvent,
  RunState,
  SagaPlan,
  SagaRun,
  StepState,
} from '../types';

/** Where the run stands after all its events, in the order of `seq`. */
export function fold(run: SagaRun): RunState {
  return run.events.reduce(
    (state, event) => advance(run.plan, state, event),
    initialState(run.plan),
  );
}

function initialState(plan: SagaPlan): RunState {
  return {
    started: false,
    direction: 'forward',
    openedGates: [],
    registered: [],
    committed: false,
    steps: Object.fromEntries(
      plan.steps.map(step => [
        step.id,
        { registered: false, mayExist: false, leftTraces: false },
      ]),
    ),
  };
}

function advance(
  plan: SagaPlan,
  state: RunState,
  event: MachineEvent,
): RunState {
  switch (event.type) {
    case 'run.started':
      return { ...state, started: true };
    case 'step.registered':
      return {
        ...withStep(state, event.stepId, { registered: true, mayExist: true }),
        registered: [...state.registered, event.stepId],
      };
    case 'step.succeeded':
      return {
        ...withStep(state, event.stepId, {
          result: 'succeeded',
          mayExist: true,
          error: undefined,
          output: event.output,
        }),
        committed: state.committed || stepOf(plan, event.stepId).pivot,
      };
    case 'step.failed':
      return afterFailure(plan, state, event);
    case 'undo.succeeded':
      return withStep(state, event.stepId, { undone: 'undone' });
    case 'undo.resolved':
      return withStep(state, event.stepId, { undone: event.resolution });
    case 'run.waiting':
      return { ...state, waiting: event.reason };
    case 'run.resumed':
      return afterAnswer(state, event);
    case 'run.cancelled':
      return turnBack(
        event.untouched
          ? withStep(state, event.untouched, {
              mayExist: state.steps[event.untouched].leftTraces,
            })
          : state,
        { kind: 'cancelled', by: event.by },
      );
    case 'run.finished':
      return { ...state, outcome: event.outcome };
    default:
      return unreachable(event);
  }
}

function afterFailure(
  plan: SagaPlan,
  state: RunState,
  event: Extract<MachineEvent, { type: 'step.failed' }>,
): RunState {
  const failed = withStep(state, event.stepId, {
    result: 'failed',
    error: event.error,
    mayExist: event.arrived || state.steps[event.stepId].leftTraces,
  });
  const goesOn = stepOf(plan, event.stepId).optional;
  const holds = state.committed || plan.onExhausted === 'hold';
  return goesOn || holds
    ? failed
    : turnBack(failed, { kind: 'failed', stepId: event.stepId });
}

function afterAnswer(
  state: RunState,
  event: Extract<MachineEvent, { type: 'run.resumed' }>,
): RunState {
  const reason = state.waiting;
  const resumed: RunState = { ...state, waiting: undefined };
  if (event.answer === 'undo') {
    return turnBack(resumed, { kind: 'undo_chosen' });
  }
  if (reason?.kind === 'hold') {
    return withStep(resumed, reason.stepId, {
      result: undefined,
      error: undefined,
      mayExist: true,
      leftTraces: state.steps[reason.stepId].mayExist,
    });
  }
  if (reason?.kind === 'approval' || reason?.kind === 'date') {
    return { ...resumed, openedGates: [...state.openedGates, reason.stepId] };
  }
  return resumed;
}

function turnBack(
  state: RunState,
  cause: NonNullable<RunState['cause']>,
): RunState {
  return { ...state, direction: 'back', cause, waiting: undefined };
}

function withStep(
  state: RunState,
  stepId: string,
  change: Partial<StepState>,
): RunState {
  const step = { ...state.steps[stepId], ...change };
  return { ...state, steps: { ...state.steps, [stepId]: step } };
}

function stepOf(plan: SagaPlan, stepId: string) {
  const step = plan.steps.find(({ id }) => id === stepId);
  if (!step) {
    throw new Error(`The plan has no step '${stepId}'`);
  }
  return step;
}

function unreachable(event: never): never {
  throw new Error(`Unknown machine event ${JSON.stringify(event)}`);
}
