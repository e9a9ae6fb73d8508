import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  Page,
  PlanWithSubscribers,
  Subscription,
  SubscriptionListQuery,
} from '@ananta/backstage-plugin-billing-common';
import type { BillingApi } from './BillingApi';

/** More plans than anybody offers, and as many as the server hands out at once. */
const ALL_PLANS = 100;

/** Talks to the billing backend as the signed-in user. */
export class BillingClient implements BillingApi {
  static create(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }): BillingClient {
    return new BillingClient(options.discoveryApi, options.fetchApi);
  }

  private constructor(
    private readonly discoveryApi: DiscoveryApi,
    private readonly fetchApi: FetchApi,
  ) {}

  listPlans(signal?: AbortSignal) {
    return this.get<Page<PlanWithSubscribers>>(
      '/plans',
      { limit: ALL_PLANS },
      signal,
    );
  }

  getPlan(key: string, signal?: AbortSignal) {
    return this.get<PlanWithSubscribers>(
      `/plans/${encodeURIComponent(key)}`,
      {},
      signal,
    );
  }

  listSubscriptions(query: SubscriptionListQuery, signal?: AbortSignal) {
    return this.get<Page<Subscription>>('/subscriptions', query, signal);
  }

  getSubscription(id: string, signal?: AbortSignal) {
    return this.get<Subscription>(
      `/subscriptions/${encodeURIComponent(id)}`,
      {},
      signal,
    );
  }

  private async get<T>(
    path: string,
    query: object,
    signal?: AbortSignal,
  ): Promise<T> {
    const baseUrl = await this.discoveryApi.getBaseUrl('billing');
    const response = await this.fetchApi.fetch(
      `${baseUrl}${path}${toSearch(query)}`,
      { signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

/** Leaves out what is empty; a list becomes a repeated parameter. */
function toSearch(query: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== '') {
        params.append(name, String(one));
      }
    }
  }
  const search = params.toString();
  return search ? `?${search}` : '';
}
