import type { Subscription } from '@ananta/backstage-plugin-billing-common';
import {
  ANNOTATION_PLAN_KEY,
  ANNOTATION_SUBSCRIPTION_ID,
  ANNOTATION_TENANT_ID,
  ANNOTATION_TENANT_KEY,
  PLAN_KIND,
  SUBSCRIPTION_KIND,
  TENANCY_API_VERSION,
  TENANT_KIND,
} from '@ananta/backstage-plugin-tenants-common';
import type { Entity } from '@backstage/catalog-model';
import {
  compact,
  conventional,
  locationAnnotations,
  refOf,
  toTags,
} from './metadata';

/** A subscription as the catalog shows it. */
export function toSubscriptionEntity(subscription: Subscription): Entity {
  return {
    apiVersion: TENANCY_API_VERSION,
    kind: SUBSCRIPTION_KIND,
    metadata: {
      name: entityName(subscription),
      title: `${subscription.tenantKey} on ${subscription.planKey}`,
      annotations: {
        ...locationAnnotations(`subscriptions/${subscription.id}`),
        [ANNOTATION_SUBSCRIPTION_ID]: subscription.id,
        [ANNOTATION_TENANT_ID]: subscription.tenantId,
        [ANNOTATION_TENANT_KEY]: subscription.tenantKey,
        [ANNOTATION_PLAN_KEY]: subscription.planKey,
      },
      tags: toTags([subscription.planKey, subscription.interval]),
    },
    spec: compact({
      ...conventional({
        type: subscription.interval,
        status: subscription.status,
      }),
      status: subscription.status,
      tenant: refOf(TENANT_KIND, subscription.tenantKey),
      plan: refOf(PLAN_KIND, subscription.planKey),
      planVersion: subscription.planVersion,
      currency: subscription.currency,
      interval: subscription.interval,
      amount: subscription.amount,
      quantity: subscription.quantity,
      trialEndsAt: subscription.trialEndsAt,
      currentPeriodStart: subscription.currentPeriodStart,
      currentPeriodEnd: subscription.currentPeriodEnd,
    }),
  };
}

/** The tenant's key and the random end of the id: a tenant may have had several. */
function entityName({ tenantKey, id }: Subscription): string {
  return `${tenantKey}-${id.slice(-8)}`;
}
