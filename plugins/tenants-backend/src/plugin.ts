import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { AuditTrail } from '@ananta/audit';
import { migrate } from '@ananta/database';
import {
  apiErrorHandler,
  createApiRouter,
  IdempotencyStore,
  loadOpenApiDocument,
} from '@ananta/http';
import { jobsServiceRef } from '@ananta/jobs';
import { billingServiceRef } from '@ananta/backstage-plugin-billing-node';
import { tenancyPermissions } from '@ananta/backstage-plugin-tenants-common';
import { tenancyPortsExtensionPoint } from '@ananta/backstage-plugin-tenants-node';
import { createAuthorize } from './access';
import { readTenancyDefaults } from './config';
import { PortRegistry } from './portRegistry';
import { RunService } from './runs/RunService';
import { workCatalogHints } from './tenants/catalogHints';
import { createTenantRouter } from './tenants/router';
import { TenantJournal } from './tenants/TenantJournal';
import { TenantService } from './tenants/TenantService';

const PACKAGE_NAME = '@ananta/backstage-plugin-tenants-backend';

/** Tenants and the runs that provision them. */
export const tenantsPlugin = createBackendPlugin({
  pluginId: 'tenants',
  register(env) {
    const registry = new PortRegistry();
    env.registerExtensionPoint(tenancyPortsExtensionPoint, registry);

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        billing: billingServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        http: coreServices.httpRouter,
        httpAuth: coreServices.httpAuth,
        jobs: jobsServiceRef,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        const { auditor, auth, billing, config, jobs, logger } = deps;
        const database = await migrate(deps.database, PACKAGE_NAME);
        deps.permissionsRegistry.addPermissions(tenancyPermissions);

        const audit = AuditTrail.create();
        const journal = TenantJournal.create({ audit, jobs });
        const runs = new RunService();
        const tenants = TenantService.create({
          database,
          auth,
          billing,
          runs,
          journal,
          audit,
          offer: {
            defaults: readTenancyDefaults(config),
            appPlanes: ['components-platform'],
            tenancyModels: ['bridge'],
          },
        });
        await workCatalogHints({ jobs, events: deps.events });

        const authorize = createAuthorize(deps);
        const idempotency = IdempotencyStore.create({ database });
        const router = await createApiRouter({
          spec: await loadOpenApiDocument(
            resolvePackagePath(PACKAGE_NAME, 'schema/openapi.yaml'),
          ),
          logger,
        });
        router.use(
          createTenantRouter({ tenants, authorize, auditor, idempotency }),
        );
        router.use(apiErrorHandler({ logger }));
        deps.http.use(router);
      },
    });
  },
});
