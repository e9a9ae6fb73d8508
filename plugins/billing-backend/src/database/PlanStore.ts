import { fetchPage } from '@ananta/database';
import {
  FINISHED_SUBSCRIPTION_STATUSES,
  type Page,
  type Plan,
  type PlanWithSubscribers,
} from '@ananta/backstage-plugin-billing-common';
import type { Knex } from 'knex';
import { toPlan, type PlanRow } from './rows';

/** A plan version that isn't stored yet. */
export type NewPlan = Omit<
  Plan,
  'status' | 'publishedAt' | 'createdAt' | 'updatedAt'
>;

/** Reads and writes plan versions; every method runs in the caller's transaction. */
export class PlanStore {
  /** The newest published version of each plan, smallest tier first. */
  async listNewest(
    trx: Knex.Transaction,
    page: { limit: number; cursor?: string },
  ): Promise<Page<PlanWithSubscribers>> {
    const newest = trx('plan_versions')
      .distinctOn('key')
      .where('status', 'published')
      .orderBy([{ column: 'key' }, { column: 'version', order: 'desc' }]);
    const { rows, ...rest } = await fetchPage<PlanRow>(
      withPricesAndSubscribers(trx, newest),
      {
        ...page,
        order: [
          { column: 'tier', direction: 'asc', type: 'integer' },
          { column: 'key', direction: 'asc', type: 'text' },
        ],
      },
    );
    return { items: rows.map(toPlan), ...rest };
  }

  /** One version that is or was published; the newest published one unless named. */
  async find(
    trx: Knex.Transaction,
    key: string,
    version?: number,
  ): Promise<PlanWithSubscribers | undefined> {
    const versions = trx('plan_versions').where('key', key);
    const one =
      version === undefined
        ? versions
            .where('status', 'published')
            .orderBy('version', 'desc')
            .limit(1)
        : versions.whereNot('status', 'draft').where('version', version);
    const row = await withPricesAndSubscribers(trx, one).first<
      PlanRow | undefined
    >();
    return row && toPlan(row);
  }

  /** One version that is certain to be there. */
  async get(
    trx: Knex.Transaction,
    key: string,
    version: number,
  ): Promise<PlanWithSubscribers> {
    const plan = await this.find(trx, key, version);
    if (!plan) {
      throw new Error(`Version ${version} of plan '${key}' has vanished`);
    }
    return plan;
  }

  /** Stores and publishes a version. Returns false when there is that version already. */
  async publish(trx: Knex.Transaction, plan: NewPlan): Promise<boolean> {
    const inserted = await trx('plan_versions')
      .insert({
        id: plan.id,
        key: plan.key,
        version: plan.version,
        name: plan.name,
        description: plan.description,
        tier: plan.tier,
        trial_days: plan.trialDays,
        features: plan.features,
        limits: plan.limits,
        tenancy_models: plan.tenancyModels,
      })
      .onConflict(['key', 'version'])
      .ignore()
      .returning('id');
    if (inserted.length === 0) {
      return false;
    }
    await trx('prices').insert(
      plan.prices.map(price => ({ ...price, plan_id: plan.id })),
    );
    await trx('plan_versions').where('id', plan.id).update({
      status: 'published',
      published_at: trx.fn.now(),
    });
    return true;
  }
}

/** A query over `p`, so that a page's conditions apply to whole plans. */
function withPricesAndSubscribers(
  trx: Knex.Transaction,
  versions: Knex.QueryBuilder,
): Knex.QueryBuilder {
  const prices = trx('prices')
    .whereRaw('prices.plan_id = v.id')
    .select(
      trx.raw(
        `coalesce(jsonb_agg(to_jsonb(prices) - 'plan_id' ORDER BY currency, amount), '[]')`,
      ),
    );
  const subscribers = trx('subscriptions')
    .join('prices', 'prices.id', 'subscriptions.price_id')
    .whereRaw('prices.plan_id = v.id')
    .whereNotIn('subscriptions.status', FINISHED_SUBSCRIPTION_STATUSES)
    .select(trx.raw('count(*)::integer'));
  return trx
    .from(
      trx
        .from(versions.as('v'))
        .select('v.*', prices.as('prices'), subscribers.as('subscribers'))
        .as('p'),
    )
    .select('p.*');
}
