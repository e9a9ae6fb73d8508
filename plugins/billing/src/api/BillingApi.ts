import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  Page,
  PlanWithSubscribers,
  Subscription,
  SubscriptionListQuery,
} from '@ananta/backstage-plugin-billing-common';

/**
 * The staff API of billing as screens use it. Every method throws Backstage's
 * `ResponseError` when the server refuses.
 */
export interface BillingApi {
  /** The newest published version of each plan, smallest tier first. */
  listPlans(signal?: AbortSignal): Promise<Page<PlanWithSubscribers>>;
  /** The newest published version of one plan. */
  getPlan(key: string, signal?: AbortSignal): Promise<PlanWithSubscribers>;
  listSubscriptions(
    query: SubscriptionListQuery,
    signal?: AbortSignal,
  ): Promise<Page<Subscription>>;
  getSubscription(id: string, signal?: AbortSignal): Promise<Subscription>;
}

export const billingApiRef = createApiRef<BillingApi>({
  id: 'plugin.billing.client',
});
