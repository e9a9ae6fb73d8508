/** How often a subscription is billed. */
export type BillingInterval =
  'week' | 'month' | 'quarter' | 'half_year' | 'year';

/**
 * How a tenant shares what it runs on: `pooled` shares everything, `bridge` has
 * a realm, schema and bucket of its own on shared compute, `silo` also has its
 * own infrastructure and release. A plan says which of them it offers.
 */
export type TenancyModel = 'pooled' | 'bridge' | 'silo';

/** Upper bounds by name; `null` means unlimited. */
export type Limits = Record<string, number | null>;

/** Feature switches by name. */
export type Features = Record<string, boolean>;

/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** Opaque; present when `hasMore`. */
  cursor?: string;
  hasMore: boolean;
}
