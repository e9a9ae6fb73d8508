import { createRouteRef } from '@backstage/frontend-plugin-api';

export const tenantsRouteRef = createRouteRef();
export const runsRouteRef = createRouteRef();
