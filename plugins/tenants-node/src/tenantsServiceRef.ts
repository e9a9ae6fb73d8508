import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultTenantsClient } from './DefaultTenantsClient';
import type { TenantsService } from './TenantsService';

/** Tenancy for other plugins; comes with its factory. */
export const tenantsServiceRef = createServiceRef<TenantsService>({
  id: 'ananta.tenants',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: deps => DefaultTenantsClient.create(deps),
    }),
});
