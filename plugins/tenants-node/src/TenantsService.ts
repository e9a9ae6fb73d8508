import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CreateTenantRequest,
  CreateTenantResponse,
  KeyAvailability,
  Page,
  Run,
  Tenant,
  TenantListQuery,
  TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';

/** Credentials in whose name a call is made; never implied. */
export interface CallOptions {
  credentials: BackstageCredentials;
  /** Scope of `Idempotency-Key` is caller, route and key. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/**
 * Tenancy as other plugins see it: a typed client of the staff API.
 * Every method throws `ResponseError` with the API's `code` and `param`.
 */
export interface TenantsService {
  createTenant(
    request: CreateTenantRequest,
    options: CallOptions,
  ): Promise<CreateTenantResponse>;
  getTenant(id: string, options: CallOptions): Promise<Tenant | undefined>;
  listTenants(
    query: TenantListQuery,
    options: CallOptions,
  ): Promise<Page<TenantSummary>>;
  checkKey(key: string, options: CallOptions): Promise<KeyAvailability>;
  getRun(id: string, options: CallOptions): Promise<Run>;
  /** The run each time it changes, until it has finished or the signal aborts. */
  watchRun(id: string, options: CallOptions): AsyncIterable<Run>;
}
