import type { AuthService } from '@backstage/backend-plugin-api';
import type { BillingService } from '@ananta/backstage-plugin-billing-node';
import type { OutsideStep } from './types';

/** A pending subscription: no period, invoice or charge yet. */
export function billingSubscription(
  billing: BillingService,
  auth: AuthService,
): OutsideStep {
  return {
    id: 'billing.subscription',
    title: 'Prepare the subscription',
    undoTitle: 'Delete the pending subscription',
    giveUpAfterMs: 2 * 60_000,
    local: false,
    port: 'billing',
    resources: ({ tenant }) => [
      {
        type: 'subscription',
        provider: 'billing',
        intendedName: tenant.key,
      },
    ],
    async do({ tenant }, { idempotencyKey, signal }) {
      const subscription = await billing.createSubscription(
        {
          tenantId: tenant.id,
          tenantKey: tenant.key,
          planKey: tenant.planKey,
          planVersion: tenant.planVersion,
          interval: tenant.interval,
        },
        {
          credentials: await auth.getOwnServiceCredentials(),
          idempotencyKey,
          signal,
        },
      );
      return { externalIds: { subscription: subscription.id } };
    },
    async undo({ tenant }, { idempotencyKey, signal }) {
      await billing.deletePendingSubscription(tenant.id, {
        credentials: await auth.getOwnServiceCredentials(),
        idempotencyKey,
        signal,
      });
    },
  };
}
