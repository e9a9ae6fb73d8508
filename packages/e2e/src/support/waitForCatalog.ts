import type { Stack } from './Stack.ts';
import { until } from './until.ts';

/** An entity as the catalog answers it. */
export interface CatalogEntity {
  kind: string;
  metadata: {
    name: string;
    title?: string;
    annotations?: Record<string, string>;
  };
  spec?: Record<string, unknown>;
  relations?: Array<{ type: string; targetRef: string }>;
}

/** Waits until the catalog holds something that a filter finds. */
export function waitForCatalog(
  stack: Stack,
  filter: string,
  withinMs = 60_000,
): Promise<CatalogEntity[]> {
  return until(`catalog ${filter}`, withinMs, async () => {
    const { items } = await stack.api.request<{ items: CatalogEntity[] }>(
      'GET',
      `/catalog/entities/by-query?limit=20&filter=${encodeURIComponent(filter)}`,
    );
    return items.length > 0 && items;
  });
}
