import type {
  PlanWithSubscribers,
  Subscription,
} from '@ananta/backstage-plugin-billing-common';
import type { TenantSummary } from '@ananta/backstage-plugin-tenants-common';

const AT = '2026-01-01T00:00:00.000Z';

export function aTenant(overrides: Partial<TenantSummary> = {}): TenantSummary {
  const key = overrides.key ?? 'acme';
  return {
    id: `0197a000-0000-7000-8000-${key.padEnd(12, '0')}`,
    key,
    name: 'Acme Inc.',
    status: 'active',
    needsAttention: false,
    tenancyModel: 'bridge',
    region: 'local',
    planKey: 'basic',
    planVersion: 1,
    interval: 'month',
    ownerRef: 'group:default/engineers',
    appPlane: 'components-platform',
    labels: {},
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    ...overrides,
  };
}

export function aPlan(
  overrides: Partial<PlanWithSubscribers> = {},
): PlanWithSubscribers {
  return {
    id: '0197a000-0000-7000-8000-0000000basic',
    key: 'basic',
    version: 1,
    name: 'Basic',
    description: 'For small teams',
    tier: 2,
    status: 'published',
    prices: [{ id: 'p', currency: 'USD', interval: 'month', amount: 2900 }],
    trialDays: 14,
    features: { apiAccess: true },
    limits: { maxUsers: 5, maxStorageGb: null },
    tenancyModels: ['bridge', 'pooled'],
    createdAt: AT,
    updatedAt: AT,
    subscribers: 0,
    ...overrides,
  };
}

export function aSubscription(
  overrides: Partial<Subscription> = {},
): Subscription {
  return {
    id: '0197a000-0000-7000-8000-00005d0c9a1f',
    tenantId: aTenant().id,
    tenantKey: 'acme',
    planKey: 'basic',
    planVersion: 1,
    priceId: 'p',
    currency: 'USD',
    interval: 'month',
    amount: 2900,
    quantity: 1,
    status: 'trialing',
    trialEndsAt: AT,
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    ...overrides,
  };
}
