import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../../../tools/lib/paths.ts';
import { newTenant } from '../support/StaffApi.ts';
import type { Role } from '../support/signIn.ts';

/** One operation of an OpenAPI document, ready to be called. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What the path parameters stand for in a call. */
export interface Samples {
  tenantId: string;
  runId: string;
  subscriptionId: string;
}

/** Who may call the operations that change something; reading is for all. */
export const MAY_COMMAND: Record<string, Role[]> = {
  createTenant: ['ops', 'engineer'],
  updateTenant: ['ops', 'engineer'],
  cancelRun: ['ops', 'engineer'],
  retryRun: ['ops', 'engineer'],
  createSubscription: ['ops', 'billing'],
  startSubscription: ['ops', 'billing'],
  deletePendingSubscription: ['ops', 'billing'],
};

/** Every operation that the backends' documents name. */
export function readOperations(samples: Samples): Operation[] {
  return [
    ...operationsOf('tenants', samples),
    ...operationsOf('billing', samples),
  ];
}

function operationsOf(plugin: string, samples: Samples): Operation[] {
  const file = join(ROOT, `plugins/${plugin}-backend/schema/openapi.yaml`);
  const { paths } = parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation?.operationId)
      .map(([method, operation]) => ({
        id: operation.operationId as string,
        method: method.toUpperCase(),
        path: `/${plugin}${fillIn(path, plugin, samples)}`,
        ...REQUESTS[operation.operationId as string]?.(samples),
      })),
  );
}

function fillIn(path: string, plugin: string, samples: Samples): string {
  const key = plugin === 'billing' ? 'basic' : 'access-sample';
  return path
    .replace('{key}', key)
    .replace('{tenantId}', samples.tenantId)
    .replace('{runId}', samples.runId)
    .replace('{id}', samples.subscriptionId);
}

/** Bodies that pass the document's check, so that permission is what answers. */
const REQUESTS: Record<
  string,
  (samples: Samples) => Pick<Operation, 'body' | 'headers'>
> = {
  createTenant: () => ({ body: newTenant('access-taken') }),
  updateTenant: () => ({
    body: { name: 'Renamed' },
    headers: { 'if-match': '"999999"' },
  }),
  createSubscription: ({ tenantId }) => ({
    body: {
      tenantId,
      tenantKey: 'access-sample',
      planKey: 'basic',
      planVersion: 1,
      interval: 'month',
    },
    headers: { 'idempotency-key': 'access/sample' },
  }),
  startSubscription: () => ({ body: { startsAt: '2026-01-01T00:00:00Z' } }),
  deletePendingSubscription: () => ({
    headers: { 'idempotency-key': 'access/sample' },
  }),
};
