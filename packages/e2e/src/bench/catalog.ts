import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import { Stack } from '../support/Stack.ts';
import type { CatalogEntity } from '../support/waitForCatalog.ts';
import { until } from '../support/until.ts';
import { printTable, type Row } from './report.ts';
import { median, percentile } from './statistics.ts';
import { seededIds, seedTenants } from './tenantRows.ts';

/** The total is counted anew for each first page, unless one asks not to. */
const UNCOUNTED = '&totalItems=exclude';
const FULL_TEXT =
  '&fullTextFilterTerm=seed-1&fullTextFilterFields=metadata.name,metadata.title';
const BY_STATUS = '&filter=kind=tenant,spec.status=suspended';
const QUERIES = {
  'a page': '',
  'a page, uncounted': UNCOUNTED,
  'full text': FULL_TEXT,
  'full text, uncounted': FULL_TEXT + UNCOUNTED,
  'by status': BY_STATUS,
  'by status, uncounted': BY_STATUS + UNCOUNTED,
};
const LOOK_EVERY_MS = 20;
const RECONCILED_WITHIN_MS = 20 * 60_000;

/** Tenants in the catalog of the whole portal: asking for them, and how soon a change shows. */
export async function benchCatalog(
  options: { tenants?: number; samples?: number; changes?: number } = {},
): Promise<void> {
  const { tenants = 10_000, samples = 40, changes = 40 } = options;
  const stack = await Stack.create({
    firstPort: 7800,
    host: 'portal',
    config: [],
    settings: [],
  });
  try {
    await stack.startHost();
    const few = tenants / 10;
    await seedUpTo(stack, { from: 1, to: few });
    const withFew = await timeQueries(stack, samples);
    await seedUpTo(stack, { from: few + 1, to: tenants });
    const withMany = await timeQueries(stack, samples);
    printTable(
      `Catalog queries at ${tenants} tenants against ${few}`,
      Object.keys(QUERIES).map(name => ({
        query: name,
        [`p50 ms at ${few}`]: median(withFew[name]),
        [`p50 ms at ${tenants}`]: median(withMany[name]),
        [`p95 ms at ${tenants}`]: percentile(withMany[name], 0.95),
        ratio: median(withMany[name]) / median(withFew[name]),
      })),
    );
    printTable(`A change shows in the catalog`, [
      await timeChanges(stack, changes),
    ]);
  } finally {
    await stack.stop();
  }
}

async function seedUpTo(stack: Stack, range: { from: number; to: number }) {
  const client = await stack.connect('ananta');
  await seedTenants(client, range);
  await until(
    `${range.to} tenants in the catalog`,
    RECONCILED_WITHIN_MS,
    async () => {
      const { rows } = await client.query(
        `SELECT count(*)::int AS count FROM catalog.final_entities
          WHERE entity_ref LIKE 'tenant:%' AND final_entity IS NOT NULL`,
      );
      return rows[0].count >= range.to;
    },
  );
  await client.query('VACUUM ANALYZE');
  await client.end();
}

async function timeQueries(
  stack: Stack,
  samples: number,
): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {};
  for (let i = -5; i < samples; i++) {
    for (const [name, query] of Object.entries(QUERIES)) {
      const start = performance.now();
      const { items } = await queryTenants(stack, query);
      if (items.length === 0) {
        throw new Error(`${name}: no entities`);
      }
      if (i >= 0) {
        (times[name] ??= []).push(performance.now() - start);
      }
    }
  }
  return times;
}

function queryTenants(stack: Stack, query: string) {
  const filter = query.includes('filter=') ? '' : '&filter=kind=tenant';
  return stack.api.request<{ items: CatalogEntity[] }>(
    'GET',
    `/catalog/entities/by-query?limit=20${filter}${query}`,
  );
}

async function timeChanges(stack: Stack, changes: number): Promise<Row> {
  const client = await stack.connect('ananta');
  const ids = await seededIds(client, changes);
  await client.end();
  const times: number[] = [];
  for (const [i, id] of ids.entries()) {
    const tenant = await stack.api.getTenant(id);
    const name = `Renamed ${i}`;
    const start = performance.now();
    await stack.api.request<Tenant>('PATCH', `/tenants/tenants/${id}`, {
      body: { name },
      headers: { 'if-match': `"${tenant.version}"` },
    });
    const path = `/catalog/entities/by-name/tenant/default/${tenant.key}`;
    for (;;) {
      const entity = await stack.api.request<CatalogEntity>('GET', path);
      if (entity.metadata.title === name) {
        break;
      }
      await delay(LOOK_EVERY_MS);
    }
    times.push(performance.now() - start);
  }
  return {
    changes: times.length,
    'p50 ms': median(times),
    'p95 ms': percentile(times, 0.95),
    'slowest ms': Math.max(...times),
  };
}
