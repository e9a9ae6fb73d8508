import type { RunProgress, RunStatus, StepStatus } from '../run';
import { decide, refusal, stateOf } from './machine';
import type { PlannedStep, RunState, SagaRun } from './types';

export interface StepProjection {
  step: PlannedStep;
  status: StepStatus;
}

/** How a run looks to people, made from its events alone. */
export interface RunProjection {
  status: RunStatus;
  steps: StepProjection[];
  progress: RunProgress;
  cancelRequested: boolean;
  /** A cancel would be accepted. */
  cancellable: boolean;
}

export function project(run: SagaRun): RunProjection {
  const state = stateOf(run);
  const decision = decide(run);
  const undoing = decision.kind === 'compensate' ? decision.stepId : undefined;
  return {
    status: runStatus(state),
    steps: run.plan.steps.map(step => ({
      step,
      status: stepStatus(state, step.id, undoing),
    })),
    progress: progressOf(run, state),
    cancelRequested: state.cause?.kind === 'cancelled',
    cancellable: !refusal(run, { type: 'run.cancelled', by: 'anyone' }),
  };
}

function runStatus(state: RunState): RunStatus {
  if (state.outcome) {
    return state.outcome;
  }
  if (state.waiting) {
    return state.waiting.kind === 'hold' ? 'held' : 'waiting';
  }
  return state.direction === 'back' ? 'compensating' : 'running';
}

function progressOf(run: SagaRun, state: RunState): RunProgress {
  const steps = run.plan.steps.map(step => ({
    ...step,
    ...state.steps[step.id],
  }));
  if (state.direction === 'back') {
    const toUndo = steps.filter(step => step.compensable && step.mayExist);
    return {
      done: toUndo.filter(({ undone }) => undone).length,
      total: toUndo.length,
    };
  }
  return {
    done: steps.filter(({ result }) => result === 'succeeded').length,
    total: steps.length,
  };
}

function stepStatus(
  state: RunState,
  stepId: string,
  undoing: string | undefined,
): StepStatus {
  const step = state.steps[stepId];
  const isOver = state.direction === 'back' || state.outcome !== undefined;
  if (!step.registered) {
    return isOver ? 'skipped' : 'pending';
  }
  if (step.undone) {
    return 'compensated';
  }
  if (stepId === undoing) {
    return 'compensating';
  }
  if (step.result) {
    return step.result;
  }
  return isOver ? 'skipped' : 'running';
}
