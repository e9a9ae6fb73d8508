import {
  ANNOTATION_PLAN_KEY,
  ANNOTATION_TENANT_ID,
  ANNOTATION_TENANT_KEY,
  PLAN_KIND,
  TENANCY_API_VERSION,
  TENANT_KIND,
  type TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';
import type { Entity } from '@backstage/catalog-model';
import {
  compact,
  conventional,
  locationAnnotations,
  refOf,
  toEntityLabels,
  toTags,
} from './metadata';

export interface TenantEntityContext {
  /** Where people open the portal, without a slash at the end. */
  appBaseUrl: string;
  /** Entity refs of the systems behind the app planes, by app plane. */
  appPlaneSystems: Record<string, string>;
}

/** A tenant as the catalog shows it; no personal data. */
export function toTenantEntity(
  tenant: TenantSummary,
  context: TenantEntityContext,
): Entity {
  const system = context.appPlaneSystems[tenant.appPlane];
  return {
    apiVersion: TENANCY_API_VERSION,
    kind: TENANT_KIND,
    metadata: {
      name: tenant.key,
      title: tenant.name,
      annotations: {
        ...locationAnnotations(`tenants/${tenant.id}`),
        [ANNOTATION_TENANT_ID]: tenant.id,
        [ANNOTATION_TENANT_KEY]: tenant.key,
        [ANNOTATION_PLAN_KEY]: tenant.planKey,
      },
      labels: toEntityLabels(tenant.labels),
      tags: toTags([tenant.planKey, tenant.tenancyModel]),
      links: [
        {
          url: `${context.appBaseUrl}/tenants/${tenant.id}`,
          title: 'Tenant page',
          icon: 'dashboard',
        },
        ...(tenant.portalUrl
          ? [{ url: tenant.portalUrl, title: 'Customer portal', icon: 'web' }]
          : []),
      ],
    },
    spec: compact({
      ...conventional({ type: tenant.tenancyModel, status: tenant.status }),
      status: tenant.status,
      tenancyModel: tenant.tenancyModel,
      region: tenant.region,
      plan: refOf(PLAN_KIND, tenant.planKey),
      planVersion: tenant.planVersion,
      interval: tenant.interval,
      owner: tenant.ownerRef,
      appPlane: tenant.appPlane,
      dependsOn: system ? [system] : undefined,
      provisionedAt: tenant.provisionedAt,
    }),
  };
}
