import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  Page,
  Plan,
  PlanWithSubscribers,
  Subscription,
  SubscriptionListQuery,
} from '@ananta/backstage-plugin-billing-common';
import type {
  BillingCallOptions,
  BillingService,
  CreateSubscriptionRequest,
} from './BillingService';

const PLUGIN_ID = 'billing';

interface RequestSpec {
  method?: 'GET' | 'POST' | 'DELETE';
  query?: Record<string, string | number | string[] | undefined>;
  body?: object;
  idempotencyKey?: string;
}

/** Calls `/api/billing` in the name of the credentials it is given. */
export class DefaultBillingClient implements BillingService {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): DefaultBillingClient {
    return new DefaultBillingClient(options.auth, options.discovery);
  }

  private constructor(
    private readonly auth: AuthService,
    private readonly discovery: DiscoveryService,
  ) {}

  async listPlans(options: BillingCallOptions): Promise<PlanWithSubscribers[]> {
    const plans: PlanWithSubscribers[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<PlanWithSubscribers> = await this.call(
        '/plans',
        { query: { limit: 100, cursor } },
        options,
      );
      plans.push(...page.items);
      cursor = page.cursor;
    } while (cursor);
    return plans;
  }

  async getPlan(
    key: string,
    options: BillingCallOptions & { version?: number },
  ): Promise<Plan | undefined> {
    return this.find(
      `/plans/${encodeURIComponent(key)}`,
      { query: { version: options.version } },
      options,
    );
  }

  async getSubscription(
    id: string,
    options: BillingCallOptions,
  ): Promise<Subscription | undefined> {
    return this.find(`/subscriptions/${encodeURIComponent(id)}`, {}, options);
  }

  async listSubscriptions(
    query: SubscriptionListQuery,
    options: BillingCallOptions,
  ): Promise<Page<Subscription>> {
    return this.call('/subscriptions', { query: { ...query } }, options);
  }

  async createSubscription(
    request: CreateSubscriptionRequest,
    options: BillingCallOptions & { idempotencyKey: string },
  ): Promise<Subscription> {
    const { idempotencyKey } = options;
    return this.call(
      '/subscriptions',
      { method: 'POST', body: request, idempotencyKey },
      options,
    );
  }

  async startSubscription(
    tenantId: string,
    startsAt: string,
    options: BillingCallOptions,
  ): Promise<Subscription> {
    return this.call(
      `/subscriptions/by-tenant/${encodeURIComponent(tenantId)}/start`,
      { method: 'POST', body: { startsAt } },
      options,
    );
  }

  async deletePendingSubscription(
    tenantId: string,
    options: BillingCallOptions & { idempotencyKey: string },
  ): Promise<void> {
    const { idempotencyKey } = options;
    const response = await this.send(
      `/subscriptions/by-tenant/${encodeURIComponent(tenantId)}`,
      { method: 'DELETE', idempotencyKey },
      options,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
  }

  private async find<T>(
    path: string,
    request: RequestSpec,
    options: BillingCallOptions,
  ): Promise<T | undefined> {
    const response = await this.send(path, request, options);
    return response.status === 404 ? undefined : answerOf<T>(response);
  }

  private async call<T>(
    path: string,
    request: RequestSpec,
    options: BillingCallOptions,
  ): Promise<T> {
    return answerOf<T>(await this.send(path, request, options));
  }

  private async send(
    path: string,
    request: RequestSpec,
    options: BillingCallOptions,
  ): Promise<Response> {
    const [baseUrl, { token }] = await Promise.all([
      this.discovery.getBaseUrl(PLUGIN_ID),
      this.auth.getPluginRequestToken({
        onBehalfOf: options.credentials,
        targetPluginId: PLUGIN_ID,
      }),
    ]);
    return fetch(`${baseUrl}${path}${queryString(request.query)}`, {
      method: request.method ?? 'GET',
      headers: {
        Authorization: `Bearer ${token}`,
        ...(request.body && { 'Content-Type': 'application/json' }),
        ...(request.idempotencyKey && {
          'Idempotency-Key': request.idempotencyKey,
        }),
      },
      body: request.body && JSON.stringify(request.body),
      signal: options.signal,
    });
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response.json() as Promise<T>;
}

function queryString(query: RequestSpec['query'] = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of [value].flat()) {
      if (item !== undefined) {
        params.append(name, String(item));
      }
    }
  }
  return params.size > 0 ? `?${params}` : '';
}
