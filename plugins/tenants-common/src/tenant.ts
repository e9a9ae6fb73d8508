import type {
  BillingInterval,
  Features,
  Limits,
  TenancyModel,
} from '@ananta/backstage-plugin-billing-common';

/** Where a tenant stands in its life; transitions are in `tenantState.ts`. */
export type TenantStatus =
  | 'pending'
  | 'provisioning'
  | 'provisioning_failed'
  | 'active'
  | 'suspended'
  | 'offboarding'
  | 'offboarded'
  | 'discarded';

export type ContactKind = 'owner' | 'billing' | 'technical';

/** A person at the tenant's company; exactly one per tenant is primary. */
export interface Contact {
  id: string;
  kind: ContactKind;
  email: string;
  firstName: string;
  lastName: string;
  phone?: string;
  primary: boolean;
}

export interface Address {
  line1: string;
  line2?: string;
  city: string;
  region?: string;
  postalCode?: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** How a tenant's own look is told to the app plane. */
export interface Branding {
  displayName?: string;
  logoUrl?: string;
  /** `#rrggbb` */
  primaryColor?: string;
}

/** One customer company and everything that was provisioned for it. */
export interface Tenant {
  /** UUIDv7 */
  id: string;
  /** DNS label and realm name at once; never changes. */
  key: string;
  name: string;
  status: TenantStatus;
  /** A run of this tenant is stuck and somebody has to look. */
  needsAttention: boolean;
  tenancyModel: TenancyModel;
  region: string;
  planKey: string;
  planVersion: number;
  interval: BillingInterval;
  /** Entity ref of the staff group that looks after the tenant. */
  ownerRef: string;
  /** Name of the configured app plane that serves the tenant. */
  appPlane: string;
  appPlaneOrgId?: string;
  portalUrl?: string;
  domains: string[];
  contacts: Contact[];
  address?: Address;
  /** The plan's limits with this tenant's overrides laid over them. */
  limits: Limits;
  /** The plan's features with this tenant's overrides laid over them. */
  features: Features;
  branding: Branding;
  labels: Record<string, string>;
  /** The unfinished run that has the tenant to itself, if any. */
  currentRunId?: string;
  provisionedAt?: string;
  createdAt: string;
  updatedAt: string;
  /** Optimistic lock; the entity tag is `"<version>"`. */
  version: number;
}

/** The row of a tenant list: no personal data beyond what the list shows. */
export type TenantSummary = Pick<
  Tenant,
  | 'id'
  | 'key'
  | 'name'
  | 'status'
  | 'needsAttention'
  | 'tenancyModel'
  | 'region'
  | 'planKey'
  | 'planVersion'
  | 'interval'
  | 'ownerRef'
  | 'appPlane'
  | 'portalUrl'
  | 'labels'
  | 'currentRunId'
  | 'provisionedAt'
  | 'createdAt'
  | 'updatedAt'
  | 'version'
>;

/** Body of `POST /api/tenants/tenants`. */
export interface CreateTenantRequest {
  key: string;
  name: string;
  planKey: string;
  /** Defaults to `month`. */
  interval?: BillingInterval;
  /** Defaults to the plan's first model. */
  tenancyModel?: TenancyModel;
  region?: string;
  ownerRef?: string;
  appPlane?: string;
  owner: { email: string; firstName: string; lastName: string };
  contacts?: Array<{
    kind: Exclude<ContactKind, 'owner'>;
    email: string;
    firstName: string;
    lastName: string;
    phone?: string;
  }>;
  address?: Address;
  domains?: string[];
  labels?: Record<string, string>;
}

/** Body of `PATCH /api/tenants/tenants/{id}`: what is left out stays. */
export interface UpdateTenantRequest {
  name?: string;
  ownerRef?: string;
  /** `null` removes the address. */
  address?: Address | null;
  /** Replaces the whole list; exactly one must be primary. */
  contacts?: Array<Omit<Contact, 'id'>>;
  branding?: Branding;
  /** Replaces all labels. */
  labels?: Record<string, string>;
}

/** Filter, order and page of `GET /api/tenants/tenants`. */
export interface TenantListQuery {
  /** Part of a key, name, domain, contact or label, in any case. */
  q?: string;
  status?: TenantStatus[];
  planKey?: string;
  tenancyModel?: TenancyModel;
  region?: string;
  /** `name=value`, or `name` alone for any value. */
  label?: string;
  /** Only tenants changed at or after this instant (ISO 8601). */
  changedSince?: string;
  needsAttention?: boolean;
  /** 1–100, default 25. */
  limit?: number;
  cursor?: string;
  /** A field, `-` before it for descending order; default `-createdAt`. */
  sort?: string;
}

/** Answer of `GET /api/tenants/options`: what a new tenant may ask for, the default first. */
export interface TenantOptions {
  regions: string[];
  appPlanes: Array<{
    name: string;
    /** For people. */
    title: string;
  }>;
  /** Models that every needed adapter is installed for; the plan has the default. */
  tenancyModels: TenancyModel[];
}

/** Counts for the home page, each of which has a list behind it. */
export interface TenantCounts {
  byStatus: Partial<Record<TenantStatus, number>>;
  needsAttention: number;
  runsInFlight: number;
}

/** Answer of `GET /api/tenants/keys/{key}`. */
export interface KeyAvailability {
  key: string;
  state: 'free' | 'taken' | 'reserved' | 'malformed';
  /** A sentence for people; absent when free. */
  reason?: string;
}

export type ResourceState = 'planned' | 'confirmed' | 'removed';

/** Something that provisioning made outside the tenant's own row. */
export interface TenantResource {
  id: string;
  tenantId: string;
  /** `realm`, `schema`, `organization`, `subscription`, … */
  type: string;
  /** The adapter that made it, such as `embedded`. */
  provider: string;
  /** Deterministic name that carries our mark; looked up by undo. */
  intendedName: string;
  /** Known once confirmed. */
  externalId?: string;
  state: ResourceState;
  runId: string;
  stepId: string;
  createdAt: string;
  updatedAt: string;
}

/** One business act, as the tenant's audit tab shows it. */
export interface AuditEventView {
  id: string;
  /** Place in the chain of the tenant, from 1 without a gap. */
  sequence: number;
  at: string;
  /** Entity ref of a user, `plugin:<id>` or `external:<subject>`. */
  actor: string;
  onBehalfOf?: string;
  action: string;
  target: string;
  requestId?: string;
  /** Changed members only; secrets are redacted before they get here. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}
