import type {
  BillingInterval,
  Features,
  Limits,
  TenancyModel,
} from '@ananta/backstage-plugin-billing-common';

/** A plan as it is written down, before it has ids. */
export interface PlanDefinition {
  key: string;
  name: string;
  description: string;
  tier: number;
  trialDays: number;
  prices: Array<{
    currency: string;
    interval: BillingInterval;
    amount: number;
  }>;
  limits: Limits;
  features: Features;
  tenancyModels: TenancyModel[];
}

/** The plans that a new installation starts with. */
export const defaultPlans: PlanDefinition[] = [
  {
    key: 'free',
    name: 'Free',
    description: 'For trying things out, alone or with a colleague.',
    tier: 0,
    trialDays: 0,
    prices: monthlyAndYearly(0),
    limits: { maxUsers: 2, maxComponents: 1_000, maxStorageGb: 1 },
    features: features(),
    tenancyModels: ['bridge', 'pooled'],
  },
  {
    key: 'basic',
    name: 'Basic',
    description: 'For small teams that work with it every day.',
    tier: 1,
    trialDays: 14,
    prices: monthlyAndYearly(29_00),
    limits: { maxUsers: 5, maxComponents: 10_000, maxStorageGb: 10 },
    features: features('apiAccess', 'webhooks'),
    tenancyModels: ['bridge', 'pooled'],
  },
  {
    key: 'professional',
    name: 'Professional',
    description: 'For departments that automate and integrate.',
    tier: 2,
    trialDays: 14,
    prices: monthlyAndYearly(99_00),
    limits: { maxUsers: 25, maxComponents: 50_000, maxStorageGb: 100 },
    features: features(
      'apiAccess',
      'webhooks',
      'bulkExport',
      'aiNormalization',
      'customBranding',
      'singleSignOn',
    ),
    tenancyModels: ['bridge', 'pooled'],
  },
  {
    key: 'enterprise',
    name: 'Enterprise',
    description:
      'For whole companies, without limits and with their own stack.',
    tier: 3,
    trialDays: 0,
    prices: monthlyAndYearly(499_00),
    limits: { maxUsers: null, maxComponents: null, maxStorageGb: null },
    features: features(
      'apiAccess',
      'webhooks',
      'bulkExport',
      'aiNormalization',
      'customBranding',
      'singleSignOn',
      'customDomains',
      'auditLogExport',
    ),
    tenancyModels: ['bridge', 'silo'],
  },
];

/** Every plan names every feature, so that a reader sees what it lacks. */
function features(...included: string[]): Features {
  const all = [
    'apiAccess',
    'webhooks',
    'bulkExport',
    'aiNormalization',
    'customBranding',
    'singleSignOn',
    'customDomains',
    'auditLogExport',
  ];
  return Object.fromEntries(all.map(name => [name, included.includes(name)]));
}

function monthlyAndYearly(monthly: number): PlanDefinition['prices'] {
  return [
    { currency: 'USD', interval: 'month', amount: monthly },
    { currency: 'USD', interval: 'year', amount: monthly * 10 },
  ];
}
