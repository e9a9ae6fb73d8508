import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiHome5Line } from '@remixicon/react';

const homeRouteRef = createRouteRef();

const homePage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Home',
    icon: <RiHome5Line />,
    routeRef: homeRouteRef,
    loader: () => import('./HomePage').then(m => <m.HomePage />),
  },
});

/** The first page: how things stand, and what wants a look. */
export const homePlugin = createFrontendPlugin({
  pluginId: 'overview',
  title: 'Home',
  routes: { root: homeRouteRef },
  extensions: [homePage],
});
