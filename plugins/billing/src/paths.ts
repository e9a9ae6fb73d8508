/** Addresses inside the portal; this plugin's are mounted where `plugin.tsx` says. */
export const paths = {
  plans: '/plans',
  plan: (key: string) => `/plans/${encodeURIComponent(key)}`,
  subscriptions: '/subscriptions',
  subscriptionsOf: (planKey: string) =>
    `/subscriptions?plan=${encodeURIComponent(planKey)}`,
  tenant: (id: string) => `/tenants/${encodeURIComponent(id)}`,
  newTenant: '/create/templates/default/new-tenant',
};
