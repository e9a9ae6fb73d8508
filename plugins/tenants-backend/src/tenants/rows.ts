import type {
  Address,
  Contact,
  Tenant,
  TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';

/** A row of `tenants`, without what only the search index reads. */
export interface TenantRow {
  id: string;
  key: string;
  name: string;
  status: Tenant['status'];
  needs_attention: boolean;
  tenancy_model: Tenant['tenancyModel'];
  region: string;
  plan_key: string;
  plan_version: number;
  billing_interval: Tenant['interval'];
  owner_ref: string;
  app_plane: string;
  app_plane_org_id: string | null;
  portal_url: string | null;
  limits: Tenant['limits'];
  features: Tenant['features'];
  branding: Tenant['branding'];
  labels: Tenant['labels'];
  current_run_id: string | null;
  provisioned_at: Date | null;
  created_at: Date;
  updated_at: Date;
  version: number;
}

/** The columns of a list's row. */
export type TenantSummaryRow = Omit<
  TenantRow,
  'app_plane_org_id' | 'limits' | 'features' | 'branding'
>;

/** A tenant's row with what hangs on it, as one query reads it. */
export interface TenantDetailRow extends TenantRow {
  contacts: Contact[];
  address: Address | null;
  domains: string[];
}

export function toTenantSummary(row: TenantSummaryRow): TenantSummary {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    status: row.status,
    needsAttention: row.needs_attention,
    tenancyModel: row.tenancy_model,
    region: row.region,
    planKey: row.plan_key,
    planVersion: row.plan_version,
    interval: row.billing_interval,
    ownerRef: row.owner_ref,
    appPlane: row.app_plane,
    portalUrl: row.portal_url ?? undefined,
    labels: row.labels,
    currentRunId: row.current_run_id ?? undefined,
    provisionedAt: row.provisioned_at?.toISOString(),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  };
}

export function toTenant(row: TenantDetailRow): Tenant {
  return {
    ...toTenantSummary(row),
    appPlaneOrgId: row.app_plane_org_id ?? undefined,
    limits: row.limits,
    features: row.features,
    branding: row.branding,
    domains: row.domains,
    contacts: row.contacts,
    address: row.address ?? undefined,
  };
}
