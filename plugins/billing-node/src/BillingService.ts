import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  BillingInterval,
  Page,
  Plan,
  PlanWithSubscribers,
  Subscription,
  SubscriptionListQuery,
} from '@ananta/backstage-plugin-billing-common';

/** Credentials in whose name a call is made; never implied. */
export interface BillingCallOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/** What provisioning subscribes a tenant to. */
export interface CreateSubscriptionRequest {
  tenantId: string;
  tenantKey: string;
  planKey: string;
  planVersion: number;
  interval: BillingInterval;
}

/**
 * Billing as other plugins see it: a typed client of `/api/billing`.
 * Every method throws `ResponseError` with the API's `code` and `param`.
 */
export interface BillingService {
  /** The newest published version of each plan, smallest tier first. */
  listPlans(options: BillingCallOptions): Promise<PlanWithSubscribers[]>;
  /** A published plan, the newest version unless one is named. */
  getPlan(
    key: string,
    options: BillingCallOptions & { version?: number },
  ): Promise<Plan | undefined>;
  getSubscription(
    id: string,
    options: BillingCallOptions,
  ): Promise<Subscription | undefined>;
  listSubscriptions(
    query: SubscriptionListQuery,
    options: BillingCallOptions,
  ): Promise<Page<Subscription>>;
  /** Makes the tenant's `pending` subscription; idempotent by `idempotencyKey`. */
  createSubscription(
    request: CreateSubscriptionRequest,
    options: BillingCallOptions & { idempotencyKey: string },
  ): Promise<Subscription>;
  /** Starts trial and period from an instant; a started one is left as it is. */
  startSubscription(
    tenantId: string,
    startsAt: string,
    options: BillingCallOptions,
  ): Promise<Subscription>;
  /**
   * Deletes a `pending` subscription and keeps a late create of the same
   * `idempotencyKey` from making it again; a missing one is fine.
   */
  deletePendingSubscription(
    tenantId: string,
    options: BillingCallOptions & { idempotencyKey: string },
  ): Promise<void>;
}
