import type { PlannedStep, SagaPlan } from '../types';

/** A step that is undone, with the given differences. */
export function plannedStep(
  id: string,
  overrides: Partial<PlannedStep> = {},
): PlannedStep {
  return {
    id,
    title: `Do ${id}`,
    undoTitle: `Undo ${id}`,
    attemptTimeoutMs: 1_000,
    giveUpAfterMs: 10_000,
    backoff: { initialMs: 10, factor: 2, maxMs: 100 },
    compensable: true,
    pivot: false,
    optional: false,
    local: false,
    ...overrides,
  };
}

const pivot = (id: string, overrides: Partial<PlannedStep> = {}) =>
  plannedStep(id, {
    pivot: true,
    compensable: false,
    undoTitle: undefined,
    local: true,
    ...overrides,
  });

/** The shape of provisioning: seven steps, the last the pivot. */
export function provisionLikePlan(
  onExhausted: SagaPlan['onExhausted'] = 'compensate',
): SagaPlan {
  return {
    onExhausted,
    steps: [
      plannedStep('tenant.reserve', { local: true }),
      plannedStep('identity.realm'),
      plannedStep('identity.owner'),
      plannedStep('database.schema'),
      plannedStep('app-plane.bootstrap'),
      plannedStep('billing.subscription'),
      pivot('tenant.activate'),
    ],
  };
}

/** Everything a plan can have: gates, an optional step, steps after the pivot. */
export function richPlan(
  onExhausted: SagaPlan['onExhausted'],
  pivotIsLocal: boolean,
): SagaPlan {
  return {
    onExhausted,
    holdForMs: 1_000,
    steps: [
      plannedStep('a', { gate: { kind: 'approval' } }),
      plannedStep('b', { optional: true }),
      plannedStep('c', { compensable: false, undoTitle: undefined }),
      pivot('p', {
        local: pivotIsLocal,
        gate: { kind: 'date', at: '2030-01-01T00:00:00.000Z' },
      }),
      plannedStep('m', { optional: true }),
      plannedStep('n'),
    ],
  };
}
