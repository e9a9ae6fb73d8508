import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiPriceTag3Line, RiRepeatLine } from '@remixicon/react';
import { BillingClient, billingApiRef } from './api';
import { plansRouteRef, subscriptionsRouteRef } from './routes';

const billingApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: billingApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => BillingClient.create(deps),
    }),
});

const plansPage = PageBlueprint.make({
  name: 'plans',
  params: {
    path: '/plans',
    title: 'Plans',
    icon: <RiPriceTag3Line />,
    routeRef: plansRouteRef,
    loader: () =>
      import('./pages/PlanRoutes').then(({ PlanRoutes }) => <PlanRoutes />),
  },
});

const subscriptionsPage = PageBlueprint.make({
  name: 'subscriptions',
  params: {
    path: '/subscriptions',
    title: 'Subscriptions',
    icon: <RiRepeatLine />,
    routeRef: subscriptionsRouteRef,
    loader: () =>
      import('./pages/SubscriptionsPage').then(({ SubscriptionsPage }) => (
        <SubscriptionsPage />
      )),
  },
});

const planCard = EntityCardBlueprint.make({
  name: 'plan',
  params: {
    filter: { kind: 'plan' },
    loader: () =>
      import('./entity/PlanCardContent').then(({ PlanCardContent }) => (
        <PlanCardContent />
      )),
  },
});

const subscriptionCard = EntityCardBlueprint.make({
  name: 'subscription',
  params: {
    type: 'info',
    filter: { kind: 'subscription' },
    loader: () =>
      import('./entity/SubscriptionCardContent').then(
        ({ SubscriptionCardContent }) => <SubscriptionCardContent />,
      ),
  },
});

const subscribersContent = EntityContentBlueprint.make({
  name: 'subscribers',
  params: {
    path: '/subscribers',
    title: 'Subscribers',
    filter: { kind: 'plan' },
    loader: () =>
      import('./entity/SubscribersContent').then(({ SubscribersContent }) => (
        <SubscribersContent />
      )),
  },
});

/** Plans and subscriptions in the portal. */
export const billingPlugin = createFrontendPlugin({
  pluginId: 'billing',
  title: 'Billing',
  icon: <RiPriceTag3Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { plans: plansRouteRef, subscriptions: subscriptionsRouteRef },
  extensions: [
    billingApi,
    plansPage,
    subscriptionsPage,
    planCard,
    subscriptionCard,
    subscribersContent,
  ],
});
