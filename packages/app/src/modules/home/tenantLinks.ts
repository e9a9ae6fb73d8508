/** Addresses of the lists behind the numbers. */
export const lists = {
  allTenants: '/tenants',
  ofStatus: (status: string) => `/tenants?status=${status}`,
  ofPlan: (planKey: string) => `/tenants?plan=${planKey}`,
  attention: '/tenants?attention=true',
  stuckRuns: '/runs?attention=true',
  inFlight:
    '/runs?status=running&status=waiting&status=held&status=compensating',
};
