import type {
  Run,
  StepStatus,
  StepView,
} from '@ananta/backstage-plugin-tenants-common';

/** Steps that leave nothing to take back; a failed one never took hold. */
const NOTHING_TO_UNDO: StepStatus[] = ['pending', 'skipped', 'failed'];

/** How far a run is on its way, forth or back. */
export interface Progress {
  done: number;
  total: number;
  /** The steps that were begun are being taken back, or were. */
  undoing: boolean;
}

export function progressOf(run: Run): Progress {
  const undoing = run.steps.some(isUndo);
  const counted = run.steps.filter(step =>
    undoing
      ? !NOTHING_TO_UNDO.includes(step.status) && step.compensable
      : step.status !== 'skipped',
  );
  const goal: StepStatus = undoing ? 'compensated' : 'succeeded';
  return {
    done: counted.filter(step => step.status === goal).length,
    total: counted.length,
    undoing,
  };
}

/** The step that something happens to right now. */
export function currentStep(run: Run): StepView | undefined {
  return run.steps.find(
    step => step.status === 'running' || step.status === 'compensating',
  );
}

/** A step was begun and taken back, or is being taken back. */
export function isUndo(step: StepView): boolean {
  return step.status === 'compensating' || step.status === 'compensated';
}

/** What is going on, in one sentence for a live region. */
export function announcementOf(run: Run): string {
  const step = currentStep(run);
  const { done, total } = progressOf(run);
  if (!step) {
    return `Run ${run.status}. ${done} of ${total} steps done.`;
  }
  const doing = step.status === 'compensating' ? 'undoing' : 'running';
  const place = run.steps.indexOf(step) + 1;
  const trouble = step.lastError
    ? `, last error: ${step.lastError.message}`
    : '';
  return `Step ${place} of ${run.steps.length}, ${step.title}: ${doing}${trouble}`;
}
