import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { TenancyPolicy } from './TenancyPolicy';

/**
 * Puts the policy of the roles `ops`, `billing`, `support` and `engineer` in
 * charge of every permission.
 *
 * @public
 */
export const permissionModuleTenancy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'tenancy',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        policy.setPolicy(TenancyPolicy.create({ config }));
      },
    });
  },
});
