import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

/** How a catalog tenant is doing, on its overview. */
export const tenantEntityCard = EntityCardBlueprint.make({
  name: 'tenant',
  params: {
    type: 'info',
    filter: { kind: 'tenant' },
    loader: () =>
      import('./TenantEntityCard').then(m => <m.TenantEntityCard />),
  },
});

/** The tab "Runs" of a catalog tenant. */
export const tenantEntityRuns = EntityContentBlueprint.make({
  name: 'runs',
  params: {
    path: 'runs',
    title: 'Runs',
    filter: { kind: 'tenant' },
    loader: () =>
      import('./TenantEntityRuns').then(m => <m.TenantEntityRuns />),
  },
});

/** Who is served, on the page of an app plane's System. */
export const systemTenantsCard = EntityCardBlueprint.make({
  name: 'system-tenants',
  params: {
    type: 'content',
    filter: { kind: 'system' },
    loader: () =>
      import('./SystemTenantsCard').then(m => <m.SystemTenantsCard />),
  },
});
