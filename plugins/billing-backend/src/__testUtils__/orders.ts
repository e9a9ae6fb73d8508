import { newId } from '@ananta/database';
import type { CreateSubscriptionRequest } from '@ananta/backstage-plugin-billing-node';

/** What provisioning orders for a tenant that nobody has seen before. */
export function order(
  overrides: Partial<CreateSubscriptionRequest> = {},
): CreateSubscriptionRequest {
  return {
    tenantId: newId(),
    tenantKey: 'acme',
    planKey: 'basic',
    planVersion: 1,
    interval: 'month',
    ...overrides,
  };
}

/** The idempotency key of a run that nobody has seen before. */
export function keyOf(): string {
  return `${newId()}/billing.subscription`;
}
