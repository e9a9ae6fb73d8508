import { tenantsServiceRef } from '@ananta/backstage-plugin-tenants-node';
import { createBackendModule } from '@backstage/backend-plugin-api';
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
        scaffolder: scaffolderActionsExtensionPoint,
        tenants: tenantsServiceRef,
      },
      async init({ scaffolder, tenants }) {
        scaffolder.addActions(
          createTenantCreateAction({ tenants }),
          createRunWaitAction({ tenants }),
        );
      },
    });
  },
});
