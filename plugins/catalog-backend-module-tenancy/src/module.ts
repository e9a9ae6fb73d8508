import { billingServiceRef } from '@ananta/backstage-plugin-billing-node';
import { tenantsServiceRef } from '@ananta/backstage-plugin-tenants-node';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { readTenantEntityContext } from './config';
import { TenancyEntitiesProcessor } from './processor/TenancyEntitiesProcessor';
import { ProjectionEntityProvider } from './provider/ProjectionEntityProvider';
import {
  planSource,
  subscriptionSource,
  tenantSource,
} from './provider/sources';

/** Teaches the catalog tenants, plans and subscriptions, and keeps them current. */
export const catalogModuleTenancy = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'tenancy',
  register(reg) {
    reg.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        events: eventsServiceRef,
        tenants: tenantsServiceRef,
        billing: billingServiceRef,
      },
      async init({ catalog, auth, config, tenants, billing, ...services }) {
        catalog.addProcessor(new TenancyEntitiesProcessor());
        const context = readTenantEntityContext(config);
        const sources = [
          planSource({ billing, auth }),
          tenantSource({ tenants, auth, context }),
          subscriptionSource({ billing, auth }),
        ];
        for (const source of sources) {
          catalog.addEntityProvider(
            ProjectionEntityProvider.create({ source, ...services }),
          );
        }
      },
    });
  },
});
