import type { Run, StepView } from '@ananta/backstage-plugin-tenants-common';

const AT = '2026-01-01T00:00:00.000Z';

export function aRun(overrides: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    type: 'provision-tenant',
    tenantId: 'tenant-1',
    tenantKey: 'acme',
    tenantName: 'Acme Inc.',
    status: 'running',
    needsAttention: false,
    cancelRequested: false,
    possibleActs: [],
    startedBy: 'user:default/erin-engineer',
    driver: 'embedded',
    machineVersion: 1,
    steps: [],
    lastEventId: 1,
    createdAt: AT,
    ...overrides,
  };
}

export function aStep(id: string, overrides: Partial<StepView> = {}): StepView {
  return {
    id,
    title: `Do ${id}`,
    status: 'pending',
    pivot: false,
    compensable: true,
    attempts: [],
    ...overrides,
  };
}
