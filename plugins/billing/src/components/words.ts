import type {
  BillingInterval,
  TenancyModel,
} from '@ananta/backstage-plugin-billing-common';

/** Billing intervals in words. */
export const INTERVALS: Record<BillingInterval, string> = {
  week: 'Weekly',
  month: 'Monthly',
  quarter: 'Quarterly',
  half_year: 'Half-yearly',
  year: 'Yearly',
};

/** Tenancy models in words, and what each one shares. */
export const MODELS: Record<TenancyModel, { name: string; meaning: string }> = {
  pooled: {
    name: 'Pooled',
    meaning: 'Shares everything with other tenants',
  },
  bridge: {
    name: 'Bridge',
    meaning: 'Own realm, schema and bucket on shared compute',
  },
  silo: {
    name: 'Silo',
    meaning: 'Own infrastructure and release',
  },
};

/** `customDomains` → `Custom domains`, `apiAccess` → `API access`. */
export function featureWords(name: string): string {
  return capitalize(splitWords(name));
}

/** `maxStorageGb: 10` → `10 GB storage`; without a bound, `Unlimited storage`. */
export function limitWords(name: string, value: number | null): string {
  const words = splitWords(name.replace(/^max(?=[A-Z])/, ''));
  const [, what, unit = ''] = /^(.*?)( GB)?$/.exec(words) ?? [];
  return value === null
    ? `Unlimited ${what}`
    : `${value.toLocaleString('en')}${unit} ${what}`;
}

/** `1 subscriber`, `1,200 subscribers` */
export function subscriberWords(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'subscriber' : 'subscribers'}`;
}

function splitWords(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b(gb|api|ai|sso)\b/g, word => word.toUpperCase());
}

function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
