import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiPulseLine, RiTeamLine } from '@remixicon/react';
import { TenantsClient, tenantsApiRef } from './api';
import {
  systemTenantsCard,
  tenantEntityCard,
  tenantEntityRuns,
} from './catalog/extensions';
import { runsRouteRef, tenantsRouteRef } from './routes';

const tenantsApi = ApiBlueprint.make({
  params: define =>
    define({
      api: tenantsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => TenantsClient.create(deps),
    }),
});

const tenantsPage = PageBlueprint.make({
  params: {
    path: '/tenants',
    title: 'Tenants',
    icon: <RiTeamLine />,
    routeRef: tenantsRouteRef,
    loader: () => import('./pages/TenantRoutes').then(m => <m.TenantRoutes />),
  },
});

const runsPage = PageBlueprint.make({
  name: 'runs',
  params: {
    path: '/runs',
    title: 'Runs',
    icon: <RiPulseLine />,
    routeRef: runsRouteRef,
    loader: () => import('./pages/RunRoutes').then(m => <m.RunRoutes />),
  },
});

/** Pages, entity cards and the API client of tenants and runs. */
export const tenantsPlugin = createFrontendPlugin({
  pluginId: 'tenants',
  title: 'Tenants',
  info: { packageJson: () => import('../package.json') },
  routes: { root: tenantsRouteRef, runs: runsRouteRef },
  extensions: [
    tenantsApi,
    tenantsPage,
    runsPage,
    tenantEntityCard,
    tenantEntityRuns,
    systemTenantsCard,
  ],
});
