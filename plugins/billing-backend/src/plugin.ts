import { AuditTrail } from '@ananta/audit';
import { migrate } from '@ananta/database';
import { jobsServiceRef } from '@ananta/jobs';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { billingPermissions } from '@ananta/backstage-plugin-billing-common';
import { PlanStore } from './database/PlanStore';
import { ProvisioningStore } from './database/ProvisioningStore';
import { SubscriptionStore } from './database/SubscriptionStore';
import { CatalogHints } from './jobs/catalogHints';
import { createRouter } from './router/createRouter';
import { defaultPlans } from './service/defaultPlans';
import { PlanService } from './service/PlanService';
import { SubscriptionService } from './service/SubscriptionService';

/** Plans and subscriptions: `/api/billing`. */
export const billingPlugin = createBackendPlugin({
  pluginId: 'billing',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        jobs: jobsServiceRef,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        const { auditor, httpAuth, logger, permissions } = deps;
        deps.permissionsRegistry.addPermissions(billingPermissions);
        const shared = {
          database: await migrate(
            deps.database,
            '@ananta/backstage-plugin-billing-backend',
          ),
          permissions,
          plans: new PlanStore(),
          auditTrail: AuditTrail.create(),
          hints: await CatalogHints.create(deps),
        };
        const plans = PlanService.create(shared);
        const subscriptions = SubscriptionService.create({
          ...shared,
          subscriptions: new SubscriptionStore(),
          provisionings: new ProvisioningStore(),
        });
        await plans.publishFirstVersions(defaultPlans);
        deps.httpRouter.use(
          await createRouter({
            auditor,
            httpAuth,
            logger,
            plans,
            subscriptions,
          }),
        );
      },
    });
  },
});
