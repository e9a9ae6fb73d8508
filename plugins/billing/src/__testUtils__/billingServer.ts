import type {
  Plan,
  PlanWithSubscribers,
  Subscription,
} from '@ananta/backstage-plugin-billing-common';
import { BillingClient, billingApiRef } from '../api';

/** What a request asked for, and the answers of the billing server by path. */
export interface BillingServer {
  requests: string[];
  answer(path: string, status: number, body: unknown): void;
  api: [typeof billingApiRef, BillingClient];
}

/** The real client on a network that answers what a test tells it to. */
export function createBillingServer(): BillingServer {
  const answers = new Map<string, { status: number; body: unknown }>();
  const requests: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    const { pathname, search } = new URL(String(input));
    requests.push(`${pathname}${search}`);
    const { status, body } = answers.get(pathname) ?? {
      status: 200,
      body: { items: [], hasMore: false },
    };
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    });
  };
  return {
    requests,
    answer: (path, status, body) => answers.set(path, { status, body }),
    api: [
      billingApiRef,
      BillingClient.create({
        discoveryApi: { getBaseUrl: async () => 'http://billing' },
        fetchApi: { fetch: fetch as typeof globalThis.fetch },
      }),
    ],
  };
}

export function plan(
  overrides: Partial<PlanWithSubscribers> = {},
): PlanWithSubscribers {
  return {
    id: `id-${overrides.key ?? 'basic'}`,
    key: 'basic',
    version: 1,
    name: 'Basic',
    description: 'For small teams.',
    tier: 1,
    status: 'published',
    prices: prices('USD', 2900),
    trialDays: 14,
    features: { webhooks: true, singleSignOn: false },
    limits: { maxUsers: 5, maxStorageGb: null },
    tenancyModels: ['bridge', 'pooled'],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    subscribers: 3,
    ...overrides,
  };
}

export function subscription(
  overrides: Partial<Subscription> = {},
): Subscription {
  return {
    id: 'sub-1',
    tenantId: 'tenant-1',
    tenantKey: 'acme',
    planKey: 'basic',
    planVersion: 1,
    priceId: 'price-1',
    currency: 'USD',
    interval: 'month',
    amount: 2900,
    quantity: 1,
    status: 'trialing',
    trialEndsAt: '2026-01-15T00:00:00.000Z',
    currentPeriodStart: '2026-01-01T00:00:00.000Z',
    currentPeriodEnd: '2026-02-01T00:00:00.000Z',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    version: 2,
    ...overrides,
  };
}

function prices(currency: string, monthly: number): Plan['prices'] {
  return [
    { id: 'm', currency, interval: 'month', amount: monthly },
    { id: 'y', currency, interval: 'year', amount: monthly * 10 },
  ];
}
