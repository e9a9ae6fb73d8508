import type { BillingService } from '@ananta/backstage-plugin-billing-node';
import type { TenantsService } from '@ananta/backstage-plugin-tenants-node';
import type {
  Page,
  TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';
import type { Subscription } from '@ananta/backstage-plugin-billing-common';
import type { AuthService } from '@backstage/backend-plugin-api';
import { toPlanEntity } from '../projection/planEntity';
import { toSubscriptionEntity } from '../projection/subscriptionEntity';
import {
  type TenantEntityContext,
  toTenantEntity,
} from '../projection/tenantEntity';
import type { Projection, ProjectionSource } from './ProjectionSource';

const PAGE_SIZE = 100;

/** Tenants, all but the discarded ones. */
export function tenantSource(options: {
  tenants: TenantsService;
  auth: AuthService;
  context: TenantEntityContext;
}): ProjectionSource {
  const { tenants, auth, context } = options;
  const toProjection = (tenant: TenantSummary): Projection => ({
    entity: toTenantEntity(tenant, context),
    visible: tenant.status !== 'discarded',
  });
  const read = (changedSince?: string) =>
    readPages(
      async cursor =>
        tenants.listTenants(
          { changedSince, cursor, limit: PAGE_SIZE, sort: 'createdAt' },
          { credentials: await auth.getOwnServiceCredentials() },
        ),
      toProjection,
    );
  return {
    name: 'tenants',
    topic: 'ananta.tenants',
    readAll: () => read(),
    changes: {
      readSince: instant => read(instant.toISOString()),
      async readOne(id) {
        const credentials = await auth.getOwnServiceCredentials();
        const tenant = await tenants.getTenant(id, { credentials });
        return tenant && toProjection(tenant);
      },
    },
  };
}

/**
 * Subscriptions that have started. Pending ones stand for nothing yet, and are
 * the only ones that are ever deleted.
 */
export function subscriptionSource(options: {
  billing: BillingService;
  auth: AuthService;
}): ProjectionSource {
  const { billing, auth } = options;
  const toProjection = (subscription: Subscription): Projection => ({
    entity: toSubscriptionEntity(subscription),
    visible: subscription.status !== 'pending',
  });
  const read = (changedSince?: string) =>
    readPages(
      async cursor =>
        billing.listSubscriptions(
          { changedSince, cursor, limit: PAGE_SIZE },
          { credentials: await auth.getOwnServiceCredentials() },
        ),
      toProjection,
    );
  return {
    name: 'subscriptions',
    topic: 'ananta.subscriptions',
    readAll: () => read(),
    changes: {
      readSince: instant => read(instant.toISOString()),
      async readOne(id) {
        const credentials = await auth.getOwnServiceCredentials();
        const subscription = await billing.getSubscription(id, { credentials });
        return subscription && toProjection(subscription);
      },
    },
  };
}

/** The newest published version of each plan. */
export function planSource(options: {
  billing: BillingService;
  auth: AuthService;
}): ProjectionSource {
  const { billing, auth } = options;
  return {
    name: 'plans',
    topic: 'ananta.plans',
    async *readAll() {
      const credentials = await auth.getOwnServiceCredentials();
      for (const plan of await billing.listPlans({ credentials })) {
        yield { entity: toPlanEntity(plan), visible: true };
      }
    },
  };
}

async function* readPages<T>(
  fetchPage: (cursor?: string) => Promise<Page<T>>,
  toProjection: (item: T) => Projection,
): AsyncIterable<Projection> {
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    yield* page.items.map(toProjection);
    cursor = page.hasMore ? page.cursor : undefined;
  } while (cursor);
}
