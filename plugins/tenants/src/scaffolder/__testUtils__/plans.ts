import type { PlanWithSubscribers } from '@ananta/backstage-plugin-billing-common';

const AT = '2026-01-01T00:00:00.000Z';

export function aPlan(
  overrides: Partial<PlanWithSubscribers> = {},
): PlanWithSubscribers {
  return {
    id: `plan-${overrides.key ?? 'basic'}`,
    key: 'basic',
    version: 1,
    name: 'Basic',
    description: 'For small teams',
    tier: 2,
    status: 'published',
    prices: [{ id: 'm', currency: 'USD', interval: 'month', amount: 2900 }],
    trialDays: 0,
    features: {},
    limits: { maxUsers: 5, maxStorageGb: 10, maxComponents: null },
    tenancyModels: ['bridge', 'pooled'],
    createdAt: AT,
    updatedAt: AT,
    subscribers: 0,
    ...overrides,
  };
}
