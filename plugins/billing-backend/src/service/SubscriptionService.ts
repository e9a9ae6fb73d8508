import type { AuditTrail } from '@ananta/audit';
import { asStaff, asTenant, isUniqueViolation, newId } from '@ananta/database';
import {
  actorOf,
  ApiError,
  conflict,
  notFound,
  unprocessable,
} from '@ananta/http';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  assertSubscriptionDeletable,
  startSubscription,
  subscriptionProvisionPermission,
  subscriptionReadPermission,
  type Page,
  type Price,
  type Subscription,
  type SubscriptionListQuery,
} from '@ananta/backstage-plugin-billing-common';
import type { CreateSubscriptionRequest } from '@ananta/backstage-plugin-billing-node';
import type { Knex } from 'knex';
import type { PlanStore } from '../database/PlanStore';
import type {
  ProvisioningId,
  ProvisioningStore,
} from '../database/ProvisioningStore';
import type { SubscriptionStore } from '../database/SubscriptionStore';
import type { CatalogHints } from '../jobs/catalogHints';
import { authorize, type ActOptions } from './authorize';

interface SubscriptionServiceOptions {
  database: Knex;
  permissions: PermissionsService;
  plans: PlanStore;
  subscriptions: SubscriptionStore;
  provisionings: ProvisioningStore;
  auditTrail: AuditTrail;
  hints: CatalogHints;
}

/** Who subscribes to what, from `pending` on. */
export class SubscriptionService {
  static create(options: SubscriptionServiceOptions): SubscriptionService {
    return new SubscriptionService(options);
  }

  private constructor(private readonly options: SubscriptionServiceOptions) {}

  async list(
    query: SubscriptionListQuery & { limit: number },
    act: ActOptions,
  ): Promise<Page<Subscription>> {
    await this.authorize(subscriptionReadPermission, act);
    return asStaff(this.options.database, trx =>
      this.options.subscriptions.list(trx, query),
    );
  }

  /** @throws ApiError 404 `not_found` */
  async get(id: string, act: ActOptions): Promise<Subscription> {
    await this.authorize(subscriptionReadPermission, act);
    const subscription = await asStaff(this.options.database, trx =>
      this.options.subscriptions.find(trx, id),
    );
    if (!subscription) {
      throw notFound('not_found', `There is no subscription '${id}'`);
    }
    return subscription;
  }

  /**
   * Makes the tenant's pending subscription, once per idempotency key.
   *
   * @throws ApiError 410 `gone` when the key's subscription was deleted,
   *   422 `unknown_plan`, `interval_not_offered` or `idempotency_key_reused`,
   *   409 `subscription_exists` when the tenant has an unfinished one
   */
  async create(
    request: CreateSubscriptionRequest,
    idempotencyKey: string | undefined,
    act: ActOptions,
  ): Promise<Subscription> {
    await this.authorize(subscriptionProvisionPermission, act);
    const { tenantId } = request;
    return asTenant(this.options.database, tenantId, trx =>
      idempotencyKey === undefined
        ? this.insert(trx, request, act)
        : this.insertOnce(trx, request, { tenantId, key: idempotencyKey }, act),
    ).catch(error => {
      throw isUniqueViolation(error, 'subscriptions_one_unfinished')
        ? conflict(
            'subscription_exists',
            `The tenant '${request.tenantKey}' has a subscription that isn't finished`,
            'tenantId',
          )
        : error;
    });
  }

  /**
   * Starts the tenant's subscription at an instant; a started one stays as it is.
   *
   * @throws ApiError 404 `not_found` when the tenant has none
   */
  async start(
    tenantId: string,
    startsAt: string,
    act: ActOptions,
  ): Promise<Subscription> {
    await this.authorize(subscriptionProvisionPermission, act);
    const { database, plans, subscriptions } = this.options;
    return asTenant(database, tenantId, async trx => {
      const before = await subscriptions.lockNewest(trx, tenantId);
      if (!before) {
        throw notFound(
          'not_found',
          `The tenant '${tenantId}' has no subscription`,
        );
      }
      if (before.status !== 'pending') {
        return before;
      }
      const plan = await plans.get(trx, before.planKey, before.planVersion);
      await subscriptions.start(
        trx,
        before.id,
        startSubscription(before, plan, startsAt),
      );
      const after = await subscriptions.get(trx, before.id);
      await this.record(trx, 'subscription.start', { before, after }, act);
      return after;
    });
  }

  /**
   * Deletes the pending subscription that was, or will be, made with an
   * idempotency key; from then on a create of that key is refused.
   *
   * @throws IllegalTransitionError when it has started
   */
  async deletePending(
    tenantId: string,
    key: string,
    act: ActOptions,
  ): Promise<void> {
    await this.authorize(subscriptionProvisionPermission, act);
    const { database, subscriptions, provisionings } = this.options;
    await asTenant(database, tenantId, async trx => {
      const provisioning = await provisionings.lock(trx, { tenantId, key });
      if (provisioning.removed) {
        return;
      }
      await provisionings.markRemoved(trx, { tenantId, key });
      if (provisioning.subscriptionId) {
        const before = await subscriptions.lock(
          trx,
          provisioning.subscriptionId,
        );
        assertSubscriptionDeletable(before);
        await subscriptions.delete(trx, before.id);
        await this.record(trx, 'subscription.delete', { before }, act);
      }
    });
  }

  private authorize(
    permission: Parameters<typeof authorize>[1],
    act: ActOptions,
  ): Promise<void> {
    return authorize(this.options.permissions, permission, act);
  }

  private async insertOnce(
    trx: Knex.Transaction,
    request: CreateSubscriptionRequest,
    id: ProvisioningId,
    act: ActOptions,
  ): Promise<Subscription> {
    const { provisionings, subscriptions } = this.options;
    const { subscriptionId, removed } = await provisionings.lock(trx, id);
    if (removed) {
      throw new ApiError(
        410,
        'gone',
        'The subscription of this Idempotency-Key was deleted for good',
      );
    }
    if (subscriptionId) {
      const made = await subscriptions.get(trx, subscriptionId);
      assertSameRequest(made, request);
      return made;
    }
    const made = await this.insert(trx, request, act);
    await provisionings.markMade(trx, id, made.id);
    return made;
  }

  private async insert(
    trx: Knex.Transaction,
    request: CreateSubscriptionRequest,
    act: ActOptions,
  ): Promise<Subscription> {
    const { tenantId, tenantKey } = request;
    const price = await this.priceOf(trx, request);
    const id = newId();
    await this.options.subscriptions.insert(trx, {
      id,
      tenantId,
      tenantKey,
      priceId: price.id,
    });
    const after = await this.options.subscriptions.get(trx, id);
    await this.record(trx, 'subscription.create', { after }, act);
    return after;
  }

  private async priceOf(
    trx: Knex.Transaction,
    { planKey, planVersion, interval }: CreateSubscriptionRequest,
  ): Promise<Price> {
    const plan = await this.options.plans.find(trx, planKey, planVersion);
    if (plan?.status !== 'published') {
      throw unprocessable(
        'unknown_plan',
        'planKey',
        `There is no published version ${planVersion} of a plan '${planKey}'`,
      );
    }
    const price = plan.prices.find(it => it.interval === interval);
    if (!price) {
      throw unprocessable(
        'interval_not_offered',
        'interval',
        `The plan '${planKey}' has no price for the interval '${interval}'`,
      );
    }
    return price;
  }

  /** Audit and hint; last in a transaction, because it locks the tenant's audit chain. */
  private async record(
    trx: Knex.Transaction,
    action: string,
    change: { before?: Subscription; after?: Subscription },
    { credentials, requestId }: ActOptions,
  ): Promise<void> {
    const { id, tenantId } = (change.after ?? change.before)!;
    await this.options.hints.subscription(trx, id);
    await this.options.auditTrail.append(trx, {
      tenantId,
      actor: actorOf(credentials),
      action,
      target: `subscription:${id}`,
      requestId,
      ...change,
    });
  }
}

/** @throws ApiError 422 `idempotency_key_reused` */
function assertSameRequest(
  made: Subscription,
  request: CreateSubscriptionRequest,
): void {
  const fields = [
    'tenantId',
    'tenantKey',
    'planKey',
    'planVersion',
    'interval',
  ] as const;
  if (fields.some(field => made[field] !== request[field])) {
    throw unprocessable(
      'idempotency_key_reused',
      'Idempotency-Key',
      'This Idempotency-Key was used for another subscription of the tenant',
    );
  }
}
