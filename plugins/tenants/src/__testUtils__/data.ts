import type {
  Run,
  RunSummary,
  StepView,
  Tenant,
} from '@ananta/backstage-plugin-tenants-common';

/** A step that nothing happened to yet, unless told otherwise. */
export function aStep(step: Partial<StepView> = {}): StepView {
  return {
    id: 'identity.realm',
    title: 'Create the realm',
    undoTitle: 'Remove the realm',
    status: 'pending',
    pivot: false,
    compensable: true,
    attempts: [],
    ...step,
  };
}

export function aRun(run: Partial<Run> = {}): Run {
  return {
    id: '01990000-0000-7000-8000-000000000001',
    type: 'provision-tenant',
    tenantId: '01990000-0000-7000-8000-00000000000a',
    tenantKey: 'acme',
    tenantName: 'Acme',
    status: 'running',
    needsAttention: false,
    cancelRequested: false,
    possibleActs: [],
    startedBy: 'external:operator',
    driver: 'embedded',
    machineVersion: 1,
    steps: [aStep()],
    lastEventId: 1,
    createdAt: '2026-03-01T12:00:00Z',
    startedAt: '2026-03-01T12:00:00Z',
    ...run,
  };
}

export function aRunSummary(run: Partial<RunSummary> = {}): RunSummary {
  const { steps: _s, possibleActs: _p, lastEventId: _l, ...rest } = aRun();
  return { ...rest, progress: { done: 1, total: 7 }, ...run };
}

export function aTenant(tenant: Partial<Tenant> = {}): Tenant {
  return {
    id: '01990000-0000-7000-8000-00000000000a',
    key: 'acme',
    name: 'Acme',
    status: 'active',
    needsAttention: false,
    tenancyModel: 'bridge',
    region: 'local',
    planKey: 'basic',
    planVersion: 1,
    interval: 'month',
    ownerRef: 'group:default/engineers',
    appPlane: 'components-platform',
    domains: [],
    contacts: [
      {
        id: 'c1',
        kind: 'owner',
        email: 'asha@acme.example',
        firstName: 'Asha',
        lastName: 'Rao',
        primary: true,
      },
    ],
    limits: { maxUsers: 5, apiCalls: null },
    features: {},
    branding: {},
    labels: { tier: 'gold' },
    createdAt: '2026-03-01T12:00:00Z',
    updatedAt: '2026-03-01T12:00:00Z',
    version: 3,
    ...tenant,
  };
}
