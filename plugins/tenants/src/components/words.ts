import type {
  BillingInterval,
  TenancyModel,
} from '@ananta/backstage-plugin-billing-common';
import type { RunType } from '@ananta/backstage-plugin-tenants-common';

/** Tenancy models in words, for labels and filters. */
export const MODELS: Record<TenancyModel, string> = {
  pooled: 'Pooled',
  bridge: 'Bridge',
  silo: 'Silo',
};

/** Billing intervals in words. */
export const INTERVALS: Record<BillingInterval, string> = {
  week: 'Weekly',
  month: 'Monthly',
  quarter: 'Quarterly',
  half_year: 'Half-yearly',
  year: 'Yearly',
};

/** What a run does, as a heading. */
export const RUN_TITLES: Record<RunType, string> = {
  'provision-tenant': 'Provision',
};

/** `maxStorageGb` → `Storage GB`, `customDomains` → `Custom domains`. */
export function humanize(name: string): string {
  const words = name
    .replace(/^max(?=[A-Z])/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]/g, ' ')
    .toLowerCase()
    .replace(/\b(ai|gb|api|sso|id|url)\b/g, word => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
