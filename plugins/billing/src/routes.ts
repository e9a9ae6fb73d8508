import { createRouteRef } from '@backstage/frontend-plugin-api';

export const plansRouteRef = createRouteRef();
export const subscriptionsRouteRef = createRouteRef();
