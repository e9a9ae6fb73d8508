import type { BillingService } from '@ananta/backstage-plugin-billing-node';
import type {
  PlanWithSubscribers,
  Subscription,
} from '@ananta/backstage-plugin-billing-common';
import type {
  Page,
  Tenant,
  TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';
import type { TenantsService } from '@ananta/backstage-plugin-tenants-node';

/** What the two APIs would answer, held in memory and paged in twos. */
export class StoredApis {
  readonly tenants = new Map<string, TenantSummary>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly plans = new Map<string, PlanWithSubscribers>();
  /** A page number from 0 at which reading fails. */
  failAtPage: number | undefined;

  readonly tenantsService = {
    getTenant: async (id: string) => this.tenants.get(id) as Tenant | undefined,
    listTenants: async (query: PageQuery) => this.page(this.tenants, query),
  } as Partial<TenantsService> as TenantsService;

  readonly billingService = {
    listPlans: async () => [...this.plans.values()],
    getSubscription: async (id: string) => this.subscriptions.get(id),
    listSubscriptions: async (query: PageQuery) =>
      this.page(this.subscriptions, query),
  } as Partial<BillingService> as BillingService;

  private page<T extends { updatedAt: string }>(
    rows: Map<string, T>,
    { changedSince = '', cursor = '0' }: PageQuery,
  ): Page<T> {
    const page = Number(cursor);
    if (page === this.failAtPage) {
      throw new Error('connection reset');
    }
    const found = [...rows.values()].filter(
      ({ updatedAt }) => updatedAt >= changedSince,
    );
    const hasMore = found.length > page * 2 + 2;
    return {
      items: found.slice(page * 2, page * 2 + 2),
      hasMore,
      cursor: hasMore ? String(page + 1) : undefined,
    };
  }
}

interface PageQuery {
  changedSince?: string;
  cursor?: string;
}
