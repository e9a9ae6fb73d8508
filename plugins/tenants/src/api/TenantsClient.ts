import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
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
  TenantSummary,
  UpdateTenantRequest,
} from '@ananta/backstage-plugin-tenants-common';
import { followRunStream } from './runStream';
import type { RunListener, TenantsApi } from './TenantsApi';

type Query = object;

/** Talks to the tenancy and billing backends as the signed-in user. */
export class TenantsClient implements TenantsApi {
  static create(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }): TenantsClient {
    return new TenantsClient(options.discoveryApi, options.fetchApi);
  }

  private constructor(
    private readonly discoveryApi: DiscoveryApi,
    private readonly fetchApi: FetchApi,
  ) {}

  listTenants(query: TenantListQuery, signal?: AbortSignal) {
    return this.get<Page<TenantSummary>>('/tenants', query, signal);
  }

  getCounts(signal?: AbortSignal) {
    return this.get<TenantCounts>('/counts', {}, signal);
  }

  getTenant(id: string, signal?: AbortSignal) {
    return this.get<Tenant>(`/tenants/${encodeURIComponent(id)}`, {}, signal);
  }

  async updateTenant(
    id: string,
    version: number,
    change: UpdateTenantRequest,
  ): Promise<Tenant> {
    const response = await this.send(`/tenants/${encodeURIComponent(id)}`, {
      method: 'PATCH',
      headers: {
        'Content-Type': 'application/json',
        'If-Match': `"${version}"`,
      },
      body: JSON.stringify(change),
    });
    return response.json();
  }

  listResources(
    tenantId: string,
    page: { cursor?: string },
    signal?: AbortSignal,
  ) {
    return this.get<Page<TenantResource>>(
      `/tenants/${encodeURIComponent(tenantId)}/resources`,
      page,
      signal,
    );
  }

  listAuditEvents(
    tenantId: string,
    page: { cursor?: string },
    signal?: AbortSignal,
  ) {
    return this.get<Page<AuditEventView>>(
      `/tenants/${encodeURIComponent(tenantId)}/audit-events`,
      page,
      signal,
    );
  }

  listRuns(query: RunListQuery, signal?: AbortSignal) {
    return this.get<Page<RunSummary>>('/runs', query, signal);
  }

  getRun(id: string, signal?: AbortSignal) {
    return this.get<Run>(`/runs/${encodeURIComponent(id)}`, {}, signal);
  }

  async cancelRun(id: string): Promise<void> {
    await this.send(`/runs/${encodeURIComponent(id)}/cancel`, {
      method: 'POST',
    });
  }

  async retryRun(id: string): Promise<Run> {
    const response = await this.send(`/runs/${encodeURIComponent(id)}/retry`, {
      method: 'POST',
    });
    const { run } = (await response.json()) as { run: Run };
    return run;
  }

  followRun(
    id: string,
    lastEventId: number,
    listener: RunListener,
    signal: AbortSignal,
  ): Promise<void> {
    return followRunStream({
      open: newest =>
        this.send(`/runs/${encodeURIComponent(id)}/events`, {
          headers: {
            Accept: 'text/event-stream',
            'Last-Event-ID': String(newest),
          },
          signal,
        }),
      lastEventId,
      listener,
      signal,
    });
  }

  getOptions(signal?: AbortSignal) {
    return this.get<TenantOptions>('/options', {}, signal);
  }

  checkKey(key: string, signal?: AbortSignal) {
    return this.get<KeyAvailability>(
      `/keys/${encodeURIComponent(key)}`,
      {},
      signal,
    );
  }

  listPlans(signal?: AbortSignal) {
    return this.get<Page<PlanWithSubscribers>>('/plans', {}, signal, 'billing');
  }

  async getSubscription(
    tenantId: string,
    signal?: AbortSignal,
  ): Promise<Subscription | undefined> {
    const page = await this.get<Page<Subscription>>(
      '/subscriptions',
      { tenantId, limit: 1 },
      signal,
      'billing',
    );
    return page.items[0];
  }

  private async get<T>(
    path: string,
    query: Query,
    signal?: AbortSignal,
    pluginId?: string,
  ): Promise<T> {
    const search = toSearch(query);
    const response = await this.send(`${path}${search}`, { signal }, pluginId);
    return response.json();
  }

  private async send(
    path: string,
    init: RequestInit,
    pluginId = 'tenants',
  ): Promise<Response> {
    const baseUrl = await this.discoveryApi.getBaseUrl(pluginId);
    const response = await this.fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

/** Leaves out what is empty; the members of a list are separated by commas. */
function toSearch(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = String(value ?? '');
    if (text !== '' && value !== false) {
      params.set(name, text);
    }
  }
  const search = params.toString();
  return search ? `?${search}` : '';
}
