import { DomainStore } from '../tenants';
import type { LocalStep } from './types';

/** Holds the tenant's domains for it; the key belongs to its row already. */
export function tenantReserve(): LocalStep {
  const domains = new DomainStore();
  return {
    id: 'tenant.reserve',
    title: 'Reserve the domains',
    undoTitle: 'Release the domains',
    giveUpAfterMs: 60_000,
    local: true,
    do: (trx, { tenant }) => domains.reserve(trx, tenant.id),
    undo: (trx, { tenant }) => domains.release(trx, tenant.id),
  };
}
