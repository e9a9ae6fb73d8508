import type { BillingInterval } from './vocabulary';

export type SubscriptionStatus =
  | 'pending'
  | 'trialing'
  | 'active'
  | 'past_due'
  | 'paused'
  | 'suspended'
  | 'canceled'
  | 'expired';

/** A tenant's agreement to pay one price of one plan version. */
export interface Subscription {
  id: string;
  tenantId: string;
  /** The key the tenant had when it subscribed; keys never change. */
  tenantKey: string;
  planKey: string;
  planVersion: number;
  priceId: string;
  currency: string;
  interval: BillingInterval;
  /** Minor units per interval and unit of quantity. */
  amount: number;
  quantity: number;
  status: SubscriptionStatus;
  trialEndsAt?: string;
  /** Both absent while `pending`. The end is exclusive. */
  currentPeriodStart?: string;
  currentPeriodEnd?: string;
  createdAt: string;
  updatedAt: string;
  version: number;
}

export interface SubscriptionListQuery {
  tenantId?: string;
  status?: SubscriptionStatus[];
  planKey?: string;
  /** Only those changed at or after this instant (ISO 8601). */
  changedSince?: string;
  limit?: number;
  cursor?: string;
}
