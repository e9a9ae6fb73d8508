import { createApiRef } from '@backstage/frontend-plugin-api';
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
  RunStreamEvent,
  RunSummary,
  Tenant,
  TenantCounts,
  TenantListQuery,
  TenantOptions,
  TenantResource,
  TenantSummary,
  UpdateTenantRequest,
} from '@ananta/backstage-plugin-tenants-common';

/** How a live view stands to its server. */
export type StreamState = 'connecting' | 'live' | 'reconnecting';

/** What a reader of a live stream is told. */
export interface RunListener {
  onEvent(event: RunStreamEvent): void;
  onState(state: StreamState): void;
}

/**
 * The staff API of tenancy as screens use it. Every method throws Backstage's
 * `ResponseError` when the server refuses.
 */
export interface TenantsApi {
  listTenants(
    query: TenantListQuery,
    signal?: AbortSignal,
  ): Promise<Page<TenantSummary>>;
  getCounts(signal?: AbortSignal): Promise<TenantCounts>;
  getTenant(id: string, signal?: AbortSignal): Promise<Tenant>;
  /** @param version - the version that the change was made on; a newer one is 412 */
  updateTenant(
    id: string,
    version: number,
    change: UpdateTenantRequest,
  ): Promise<Tenant>;
  listResources(
    tenantId: string,
    page: { cursor?: string },
    signal?: AbortSignal,
  ): Promise<Page<TenantResource>>;
  listAuditEvents(
    tenantId: string,
    page: { cursor?: string },
    signal?: AbortSignal,
  ): Promise<Page<AuditEventView>>;
  listRuns(
    query: RunListQuery,
    signal?: AbortSignal,
  ): Promise<Page<RunSummary>>;
  getRun(id: string, signal?: AbortSignal): Promise<Run>;
  cancelRun(id: string): Promise<void>;
  /** Answers the new run. */
  retryRun(id: string): Promise<Run>;
  /**
   * Follows a run live until it has finished or the signal aborts, reconnecting
   * by itself; throws only when the server says that it never will.
   */
  followRun(
    id: string,
    lastEventId: number,
    listener: RunListener,
    signal: AbortSignal,
  ): Promise<void>;
  /** What a new tenant may ask for, the defaults first. */
  getOptions(signal?: AbortSignal): Promise<TenantOptions>;
  /** Whether a new tenant may have this key, and if not, why. */
  checkKey(key: string, signal?: AbortSignal): Promise<KeyAvailability>;
  listPlans(signal?: AbortSignal): Promise<Page<PlanWithSubscribers>>;
  getSubscription(
    tenantId: string,
    signal?: AbortSignal,
  ): Promise<Subscription | undefined>;
}

export const tenantsApiRef = createApiRef<TenantsApi>({
  id: 'plugin.tenants.client',
});
