import type {
  BillingInterval,
  Features,
  Limits,
  PlanStatus,
  PlanWithSubscribers,
  Price,
  Subscription,
  SubscriptionStatus,
  TenancyModel,
} from '@ananta/backstage-plugin-billing-common';

/** A plan version as PostgreSQL hands it back, with what is aggregated beside it. */
export interface PlanRow {
  id: string;
  key: string;
  version: number;
  name: string;
  description: string;
  tier: number;
  status: PlanStatus;
  trial_days: number;
  features: Features;
  limits: Limits;
  tenancy_models: TenancyModel[];
  published_at: Date | null;
  created_at: Date;
  updated_at: Date;
  prices: Price[];
  subscribers: number;
}

export function toPlan(row: PlanRow): PlanWithSubscribers {
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    name: row.name,
    description: row.description,
    tier: row.tier,
    status: row.status,
    prices: row.prices,
    trialDays: row.trial_days,
    features: row.features,
    limits: row.limits,
    tenancyModels: row.tenancy_models,
    publishedAt: row.published_at?.toISOString(),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    subscribers: row.subscribers,
  };
}

/** A subscription joined with its price and plan version. */
export interface SubscriptionRow {
  id: string;
  tenant_id: string;
  tenant_key: string;
  price_id: string;
  quantity: number;
  status: SubscriptionStatus;
  trial_ends_at: Date | null;
  current_period_start: Date | null;
  current_period_end: Date | null;
  created_at: Date;
  updated_at: Date;
  version: number;
  plan_key: string;
  plan_version: number;
  currency: string;
  interval: BillingInterval;
  /** `bigint`, which the driver hands over as text. */
  amount: string;
}

export function toSubscription(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    tenantKey: row.tenant_key,
    planKey: row.plan_key,
    planVersion: row.plan_version,
    priceId: row.price_id,
    currency: row.currency,
    interval: row.interval,
    amount: Number(row.amount),
    quantity: row.quantity,
    status: row.status,
    trialEndsAt: row.trial_ends_at?.toISOString(),
    currentPeriodStart: row.current_period_start?.toISOString(),
    currentPeriodEnd: row.current_period_end?.toISOString(),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  };
}
