import { tenantsServiceRef } from '@ananta/backstage-plugin-tenants-node';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createRunWaitAction } from './actions/runWait';
import { createTenantCreateAction } from './actions/tenantCreate';

/** Actions `tenancy:tenant:create` and `tenancy:run:wait`. */
export const scaffolderModuleTenancy = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'tenancy',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        scaffolder: scaffolderActionsExtensionPoint,
        tenants: tenantsServiceRef,
      },
      async init({ config, scaffolder, tenants }) {
        const appBaseUrl = config.getString('app.baseUrl');
        scaffolder.addActions(
          createTenantCreateAction({ tenants, appBaseUrl }),
          createRunWaitAction({ tenants, appBaseUrl }),
        );
      },
    });
  },
});
