import type { Plan } from '@ananta/backstage-plugin-billing-common';
import {
  ANNOTATION_PLAN_KEY,
  PLAN_KIND,
  TENANCY_API_VERSION,
} from '@ananta/backstage-plugin-tenants-common';
import type { Entity } from '@backstage/catalog-model';
import { locationAnnotations, toTags } from './metadata';

/** A plan's newest published version as the catalog shows it. */
export function toPlanEntity(plan: Plan): Entity {
  return {
    apiVersion: TENANCY_API_VERSION,
    kind: PLAN_KIND,
    metadata: {
      name: plan.key,
      title: plan.name,
      description: plan.description,
      annotations: {
        ...locationAnnotations(`plans/${plan.key}`),
        [ANNOTATION_PLAN_KEY]: plan.key,
      },
      tags: toTags(plan.tenancyModels),
    },
    spec: {
      version: plan.version,
      status: plan.status,
      tier: plan.tier,
      prices: plan.prices.map(({ currency, interval, amount }) => ({
        currency,
        interval,
        amount,
      })),
      trialDays: plan.trialDays,
      limits: plan.limits,
      features: plan.features,
      tenancyModels: plan.tenancyModels,
    },
  };
}
