import type { StepStatus } from '@ananta/backstage-plugin-tenants-common';
import { aRun, aStep } from '../../__testUtils__/data';
import { progressOf } from './progress';

function runOf(...statuses: StepStatus[]) {
  return aRun({
    steps: statuses.map((status, index) =>
      aStep({ id: `step-${index}`, status }),
    ),
  });
}

describe('progressOf', () => {
  it('counts what is done on the way forth', () => {
    expect(
      progressOf(runOf('succeeded', 'succeeded', 'running', 'pending')),
    ).toEqual({ done: 2, total: 4, undoing: false });
  });

  it('counts what is taken back on the way back', () => {
    expect(
      progressOf(runOf('succeeded', 'compensating', 'compensated', 'skipped')),
    ).toEqual({ done: 1, total: 3, undoing: true });
  });

  it('is through when all is undone but the step that never took hold', () => {
    expect(
      progressOf(runOf('compensated', 'compensated', 'failed', 'skipped')),
    ).toEqual({ done: 2, total: 2, undoing: true });
  });
});
