import type { AuthService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { asTenant } from '@ananta/database';
import type { QueueDefinition } from '@ananta/jobs';
import type { BillingService } from '@ananta/backstage-plugin-billing-node';
import { TenantStore } from '../tenants';

export const SUBSCRIPTION_START_QUEUE = 'subscriptions.start';

export const subscriptionStartQueue: QueueDefinition = {
  name: SUBSCRIPTION_START_QUEUE,
  oneAtATimePerKey: true,
  concurrency: 2,
  retry: { limit: 10_000, initialSeconds: 1, maxSeconds: 60 },
};

/** Starts a tenant's trial and period from the instant it was provisioned. */
export function subscriptionStart(options: {
  database: Knex;
  billing: BillingService;
  auth: AuthService;
}) {
  const { database, billing, auth } = options;
  const tenants = new TenantStore();
  return async (job: {
    data: Record<string, string>;
    signal: AbortSignal;
  }): Promise<void> => {
    const { tenantId } = job.data;
    const tenant = await asTenant(database, tenantId, trx =>
      tenants.get(trx, tenantId),
    );
    if (!tenant.provisionedAt) {
      throw new Error(`The tenant ${tenant.key} was never provisioned`);
    }
    await billing.startSubscription(tenantId, tenant.provisionedAt, {
      credentials: await auth.getOwnServiceCredentials(),
      signal: job.signal,
    });
  };
}
