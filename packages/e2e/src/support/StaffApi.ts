import type {
  CreateTenantRequest,
  CreateTenantResponse,
  Page,
  Run,
  Tenant,
  TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';
import { FINISHED } from './runs.ts';
import { until } from './until.ts';

/** An answer that isn't 2xx, with what the API said about it. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly body: { code?: string; param?: string };

  constructor(status: number, body: { code?: string; param?: string }) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** The staff API as a script sees it, with the operator's or a user's token. */
export class StaffApi {
  readonly origin: string;
  readonly token: string;

  constructor(origin: string, token: string) {
    this.origin = origin;
    this.token = token;
  }

  async request<T>(
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<T> {
    const response = await fetch(`${this.origin}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(options.body !== undefined && {
          'content-type': 'application/json',
        }),
        ...options.headers,
      },
      body:
        options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    const body = text ? JSON.parse(text) : undefined;
    if (!response.ok) throw new ApiFailure(response.status, body);
    return body;
  }

  /** Opens a live stream, hangs up, and says how it was answered. */
  async openStream(path: string): Promise<number> {
    const response = await fetch(`${this.origin}/api${path}`, {
      headers: { authorization: `Bearer ${this.token}` },
      signal: AbortSignal.timeout(20_000),
    });
    await response.body?.cancel();
    return response.status;
  }

  createTenant(
    key: string,
    changes: Partial<CreateTenantRequest> = {},
  ): Promise<CreateTenantResponse> {
    return this.request('POST', '/tenants/tenants', {
      body: newTenant(key, changes),
    });
  }

  getTenant(id: string): Promise<Tenant> {
    return this.request('GET', `/tenants/tenants/${id}`);
  }

  listTenants(query = ''): Promise<Page<TenantSummary>> {
    return this.request('GET', `/tenants/tenants${query}`);
  }

  getRun(id: string): Promise<Run> {
    return this.request('GET', `/tenants/runs/${id}`);
  }

  cancel(runId: string): Promise<{ commandId: string }> {
    return this.request('POST', `/tenants/runs/${runId}/cancel`);
  }

  retry(runId: string): Promise<{ run: Run }> {
    return this.request('POST', `/tenants/runs/${runId}/retry`);
  }

  /** The run once it has ended. */
  endOf(runId: string, withinMs: number): Promise<Run> {
    return until(`the end of run ${runId}`, withinMs, async () => {
      const run = await this.getRun(runId);
      return FINISHED.includes(run.status) && run;
    });
  }
}

/** A request that is right in every member, for a key. */
export function newTenant(
  key: string,
  changes: Partial<CreateTenantRequest> = {},
): CreateTenantRequest {
  return {
    key,
    name: `Company ${key}`,
    planKey: 'professional',
    owner: {
      email: `owner@${key}.example.com`,
      firstName: 'Ada',
      lastName: 'Lovelace',
    },
    domains: [`${key}.example.com`],
    ...changes,
  };
}
