import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  FINISHED_RUN_STATUSES,
  type CreateTenantRequest,
  type CreateTenantResponse,
  type KeyAvailability,
  type Page,
  type Run,
  type Tenant,
  type TenantListQuery,
  type TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';
import { readRunStream } from './runStream';
import type { CallOptions, TenantsService } from './TenantsService';

const PLUGIN_ID = 'tenants';

/** Between losing a run's stream and asking for it again, in milliseconds. */
const RECONNECT_DELAY = 1000;

/** Calls `/api/tenants` in the name of the credentials it is given. */
export class DefaultTenantsClient implements TenantsService {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): DefaultTenantsClient {
    return new DefaultTenantsClient(options.auth, options.discovery);
  }

  private constructor(
    private readonly auth: AuthService,
    private readonly discovery: DiscoveryService,
  ) {}

  async createTenant(
    request: CreateTenantRequest,
    options: CallOptions,
  ): Promise<CreateTenantResponse> {
    return answerOf(
      await this.send('/tenants', options, {
        method: 'POST',
        body: JSON.stringify(request),
        headers: { 'Content-Type': 'application/json' },
      }),
    );
  }

  async getTenant(
    id: string,
    options: CallOptions,
  ): Promise<Tenant | undefined> {
    const response = await this.send(
      `/tenants/${encodeURIComponent(id)}`,
      options,
    );
    return response.status === 404 ? undefined : answerOf(response);
  }

  async listTenants(
    query: TenantListQuery,
    options: CallOptions,
  ): Promise<Page<TenantSummary>> {
    return answerOf(await this.send(`/tenants${queryString(query)}`, options));
  }

  async checkKey(key: string, options: CallOptions): Promise<KeyAvailability> {
    return answerOf(
      await this.send(`/keys/${encodeURIComponent(key)}`, options),
    );
  }

  async getRun(id: string, options: CallOptions): Promise<Run> {
    return answerOf(
      await this.send(`/runs/${encodeURIComponent(id)}`, options),
    );
  }

  async *watchRun(id: string, options: CallOptions): AsyncIterable<Run> {
    let lastEventId: number | undefined;
    while (!options.signal?.aborted) {
      try {
        for await (const event of this.streamRun(id, lastEventId, options)) {
          lastEventId = event.id;
          yield event.run;
          if (FINISHED_RUN_STATUSES.includes(event.run.status)) {
            return;
          }
        }
      } catch (error) {
        if (!isConnectionLost(error) && !options.signal?.aborted) {
          throw error;
        }
      }
      await sleep(RECONNECT_DELAY, undefined, { signal: options.signal }).catch(
        () => {},
      );
    }
  }

  private async *streamRun(
    id: string,
    lastEventId: number | undefined,
    options: CallOptions,
  ) {
    const response = await this.send(
      `/runs/${encodeURIComponent(id)}/events`,
      options,
      {
        headers: {
          Accept: 'text/event-stream',
          ...(lastEventId !== undefined && {
            'Last-Event-ID': String(lastEventId),
          }),
        },
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    yield* readRunStream(response);
  }

  private async send(
    path: string,
    options: CallOptions,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const [baseUrl, { token }] = await Promise.all([
      this.discovery.getBaseUrl(PLUGIN_ID),
      this.auth.getPluginRequestToken({
        onBehalfOf: options.credentials,
        targetPluginId: PLUGIN_ID,
      }),
    ]);
    return fetch(`${baseUrl}${path}`, {
      ...init,
      headers: {
        ...init.headers,
        Authorization: `Bearer ${token}`,
        ...(options.idempotencyKey && {
          'Idempotency-Key': options.idempotencyKey,
        }),
      },
      signal: options.signal,
    });
  }
}

/** The server is away or went away, which `fetch` tells by a TypeError, and may be back soon. */
function isConnectionLost(error: unknown): boolean {
  return error instanceof ResponseError
    ? error.statusCode >= 502
    : (error as Error).name === 'TypeError';
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response.json() as Promise<T>;
}

function queryString(query: TenantListQuery): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      params.set(name, String(value));
    }
  }
  return params.size > 0 ? `?${params}` : '';
}
