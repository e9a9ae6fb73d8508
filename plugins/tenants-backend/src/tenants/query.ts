import type { Request } from 'express';
import type { TenantListQuery } from '@ananta/backstage-plugin-tenants-common';
import { readText } from './input';
import type { PageQuery } from './TenantService';

type Query = Request['query'];

/**
 * The filter of a tenant list; its members were held against the OpenAPI
 * document before, which also turned them into their types.
 *
 * @throws ApiError 400 `invalid_request` for text that can't be shown
 */
export function readListQuery(query: Query): TenantListQuery {
  for (const param of ['q', 'label', 'planKey', 'region']) {
    const value = query[param];
    if (typeof value === 'string') {
      readText(value, param, 300);
    }
  }
  return query as TenantListQuery;
}

export function readPageQuery(query: Query): PageQuery {
  const { limit, cursor } = query as unknown as Partial<PageQuery>;
  return { limit: limit ?? 25, cursor };
}
