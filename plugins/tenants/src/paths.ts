/** Addresses inside the portal; plugins are mounted where `plugin.tsx` says. */
export const paths = {
  tenants: '/tenants',
  tenant: (id: string) => `/tenants/${encodeURIComponent(id)}`,
  runs: '/runs',
  run: (id: string) => `/runs/${encodeURIComponent(id)}`,
  catalogEntity: (tenantKey: string) =>
    `/catalog/default/tenant/${encodeURIComponent(tenantKey)}`,
  planEntity: (planKey: string) =>
    `/catalog/default/plan/${encodeURIComponent(planKey)}`,
  newTenant: '/create/templates/default/new-tenant',
};
