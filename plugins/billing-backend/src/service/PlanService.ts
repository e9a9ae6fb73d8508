import type { AuditTrail } from '@ananta/audit';
import { asStaff, newId } from '@ananta/database';
import { notFound } from '@ananta/http';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  planReadPermission,
  type Page,
  type PlanWithSubscribers,
} from '@ananta/backstage-plugin-billing-common';
import type { Knex } from 'knex';
import type { PlanStore } from '../database/PlanStore';
import type { CatalogHints } from '../jobs/catalogHints';
import { authorize, type ActOptions } from './authorize';
import type { PlanDefinition } from './defaultPlans';

interface PlanServiceOptions {
  database: Knex;
  permissions: PermissionsService;
  plans: PlanStore;
  auditTrail: AuditTrail;
  hints: CatalogHints;
}

/** What is sold. */
export class PlanService {
  static create(options: PlanServiceOptions): PlanService {
    return new PlanService(options);
  }

  private constructor(private readonly options: PlanServiceOptions) {}

  /** The newest published version of each plan, smallest tier first. */
  async list(
    page: { limit: number; cursor?: string },
    act: ActOptions,
  ): Promise<Page<PlanWithSubscribers>> {
    const { database, permissions, plans } = this.options;
    await authorize(permissions, planReadPermission, act);
    return asStaff(database, trx => plans.listNewest(trx, page));
  }

  /** @throws ApiError 404 `not_found` */
  async get(
    key: string,
    version: number | undefined,
    act: ActOptions,
  ): Promise<PlanWithSubscribers> {
    const { database, permissions, plans } = this.options;
    await authorize(permissions, planReadPermission, act);
    const plan = await asStaff(database, trx => plans.find(trx, key, version));
    if (!plan) {
      const named = version === undefined ? '' : `version ${version} of `;
      throw notFound('not_found', `There is no ${named}plan '${key}'`);
    }
    return plan;
  }

  /** Publishes each plan as its version 1, unless there is one. */
  async publishFirstVersions(definitions: PlanDefinition[]): Promise<void> {
    await asStaff(this.options.database, async trx => {
      const published: PlanDefinition[] = [];
      for (const definition of definitions) {
        const plan = withIds(definition);
        if (await this.options.plans.publish(trx, plan)) {
          await this.options.hints.plan(trx, plan.key);
          published.push(definition);
        }
      }
      for (const { key, ...after } of published) {
        await this.options.auditTrail.append(trx, {
          actor: 'plugin:billing',
          action: 'plan.publish',
          target: `plan:${key}@1`,
          after,
        });
      }
    });
  }
}

function withIds(definition: PlanDefinition) {
  return {
    ...definition,
    id: newId(),
    version: 1,
    prices: definition.prices.map(price => ({ ...price, id: newId() })),
  };
}
