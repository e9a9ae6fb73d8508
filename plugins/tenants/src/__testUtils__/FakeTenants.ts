import type {
  PlanWithSubscribers,
  Subscription,
} from '@ananta/backstage-plugin-billing-common';
import type {
  AuditEventView,
  KeyAvailability,
  Page,
  Run,
  RunListQuery,
  RunSummary,
  Tenant,
  TenantCounts,
  TenantListQuery,
  TenantOptions,
  TenantResource,
  UpdateTenantRequest,
} from '@ananta/backstage-plugin-tenants-common';
import type { RunListener, TenantsApi } from '../api';

/** A server in memory: what it holds is given, what it is asked is kept. */
export class FakeTenants implements TenantsApi {
  readonly asked: unknown[] = [];
  tenants: Tenant[] = [];
  runs: Run[] = [];
  runSummaries: RunSummary[] = [];
  /** Thrown by the next call of any method, once. */
  failure?: Error;

  async listTenants(query: TenantListQuery): Promise<Page<Tenant>> {
    this.ask(query);
    const items = this.tenants.filter(tenant =>
      tenant.name.toLowerCase().includes((query.q ?? '').toLowerCase()),
    );
    return { items, hasMore: false };
  }

  async getCounts(): Promise<TenantCounts> {
    this.ask('counts');
    return { byStatus: {}, needsAttention: 0, runsInFlight: 0 };
  }

  async getTenant(id: string): Promise<Tenant> {
    this.ask(id);
    return found(this.tenants.find(tenant => tenant.id === id));
  }

  async updateTenant(
    id: string,
    version: number,
    change: UpdateTenantRequest,
  ): Promise<Tenant> {
    this.ask({ version, change });
    return found(this.tenants.find(tenant => tenant.id === id));
  }

  async getOptions(): Promise<TenantOptions> {
    return {
      regions: ['local', 'eu'],
      appPlanes: [{ name: 'main', title: 'Main Platform' }],
      tenancyModels: ['bridge'],
    };
  }

  async checkKey(key: string): Promise<KeyAvailability> {
    this.ask(key);
    return { key, state: 'free' };
  }

  async listResources(): Promise<Page<TenantResource>> {
    return { items: [], hasMore: false };
  }

  async listAuditEvents(): Promise<Page<AuditEventView>> {
    return { items: [], hasMore: false };
  }

  async listRuns(query: RunListQuery): Promise<Page<RunSummary>> {
    this.ask(query);
    return { items: this.runSummaries, hasMore: false };
  }

  async getRun(id: string): Promise<Run> {
    this.ask(id);
    return found(this.runs.find(run => run.id === id));
  }

  async cancelRun(id: string): Promise<void> {
    this.ask({ cancel: id });
  }

  async retryRun(id: string): Promise<Run> {
    this.ask({ retry: id });
    return found(this.runs.at(-1));
  }

  async followRun(
    _id: string,
    _lastEventId: number,
    listener: RunListener,
  ): Promise<void> {
    listener.onState('live');
    this.listener = listener;
  }

  /** The reader of the live stream, once there is one. */
  listener?: RunListener;

  async listPlans(): Promise<Page<PlanWithSubscribers>> {
    return { items: [], hasMore: false };
  }

  async getSubscription(): Promise<Subscription | undefined> {
    return undefined;
  }

  private ask(question: unknown): void {
    this.asked.push(question);
    if (this.failure) {
      const { failure } = this;
      this.failure = undefined;
      throw failure;
    }
  }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('Not found');
  }
  return value;
}
