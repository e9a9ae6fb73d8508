import type {
  Run,
  StepStatus,
  StepView,
} from '@ananta/backstage-plugin-tenants-common';

const DONE: StepStatus[] = ['succeeded', 'compensated'];

/** How far a run is, of the steps that it is going to take. */
export function progressOf(run: Run): { done: number; total: number } {
  const taken = run.steps.filter(step => step.status !== 'skipped');
  return {
    done: taken.filter(step => DONE.includes(step.status)).length,
    total: taken.length,
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
