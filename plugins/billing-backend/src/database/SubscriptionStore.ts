import { fetchPage, type OrderColumn } from '@ananta/database';
import type {
  Page,
  Subscription,
  SubscriptionListQuery,
  SubscriptionStart,
} from '@ananta/backstage-plugin-billing-common';
import type { Knex } from 'knex';
import { toSubscription, type SubscriptionRow } from './rows';

/** A pending subscription that isn't stored yet. */
export type NewSubscription = Pick<
  Subscription,
  'id' | 'tenantId' | 'tenantKey' | 'priceId'
>;

const NEWEST_FIRST: OrderColumn[] = [
  { column: 'created_at', direction: 'desc', type: 'timestamptz' },
  { column: 'id', direction: 'desc', type: 'uuid' },
];

/** Reading on from an instant, so that a reader never passes over a change. */
const AS_CHANGED: OrderColumn[] = [
  { column: 'updated_at', direction: 'asc', type: 'timestamptz' },
  { column: 'id', direction: 'asc', type: 'uuid' },
];

/** Reads and writes subscriptions; every method runs in the caller's transaction. */
export class SubscriptionStore {
  async list(
    trx: Knex.Transaction,
    query: SubscriptionListQuery & { limit: number },
  ): Promise<Page<Subscription>> {
    const { tenantId, status, planKey, changedSince, limit, cursor } = query;
    const list = subscriptions(trx);
    if (tenantId) list.where('tenant_id', tenantId);
    if (status) list.whereIn('status', status);
    if (planKey) list.where('plan_key', planKey);
    if (changedSince) list.where('updated_at', '>=', changedSince);
    const { rows, ...rest } = await fetchPage<SubscriptionRow>(list, {
      limit,
      cursor,
      order: changedSince ? AS_CHANGED : NEWEST_FIRST,
    });
    return { items: rows.map(toSubscription), ...rest };
  }

  async find(
    trx: Knex.Transaction,
    id: string,
  ): Promise<Subscription | undefined> {
    const row = await subscriptions(trx)
      .where('id', id)
      .first<SubscriptionRow | undefined>();
    return row && toSubscription(row);
  }

  /** One that is certain to be there. */
  async get(trx: Knex.Transaction, id: string): Promise<Subscription> {
    const subscription = await this.find(trx, id);
    if (!subscription) {
      throw new Error(`Subscription '${id}' has vanished`);
    }
    return subscription;
  }

  /** One that is certain to be there, locked until the transaction ends. */
  async lock(trx: Knex.Transaction, id: string): Promise<Subscription> {
    await trx('subscriptions').where('id', id).forUpdate().first('id');
    return this.get(trx, id);
  }

  /** The tenant's newest subscription, locked until the transaction ends. */
  async lockNewest(
    trx: Knex.Transaction,
    tenantId: string,
  ): Promise<Subscription | undefined> {
    const newest = await trx('subscriptions')
      .where('tenant_id', tenantId)
      .orderBy('id', 'desc')
      .forUpdate()
      .first<{ id: string } | undefined>('id');
    return newest && this.find(trx, newest.id);
  }

  /** @throws a unique violation of `subscriptions_one_unfinished` when the tenant has one */
  async insert(
    trx: Knex.Transaction,
    subscription: NewSubscription,
  ): Promise<void> {
    await trx('subscriptions').insert({
      id: subscription.id,
      tenant_id: subscription.tenantId,
      tenant_key: subscription.tenantKey,
      price_id: subscription.priceId,
    });
  }

  async start(
    trx: Knex.Transaction,
    id: string,
    start: SubscriptionStart,
  ): Promise<void> {
    await trx('subscriptions')
      .where('id', id)
      .update({
        status: start.status,
        trial_ends_at: start.trialEndsAt,
        current_period_start: start.currentPeriodStart,
        current_period_end: start.currentPeriodEnd,
        updated_at: trx.fn.now(),
        version: trx.raw('version + 1'),
      });
  }

  async delete(trx: Knex.Transaction, id: string): Promise<void> {
    await trx('subscriptions').where('id', id).delete();
  }
}

function subscriptions(trx: Knex.Transaction): Knex.QueryBuilder {
  return trx
    .from(
      trx('subscriptions as s')
        .join('prices', 'prices.id', 's.price_id')
        .join('plan_versions as plans', 'plans.id', 'prices.plan_id')
        .select(
          's.*',
          'plans.key as plan_key',
          'plans.version as plan_version',
          'prices.currency',
          'prices.interval',
          'prices.amount',
        )
        .as('subscriptions'),
    )
    .select('*');
}
