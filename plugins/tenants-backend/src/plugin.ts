import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { AuditTrail } from '@ananta/audit';
import { migrate, pgListenerServiceRef } from '@ananta/database';
import {
  apiErrorHandler,
  createApiRouter,
  IdempotencyStore,
  loadOpenApiDocument,
  shutdownSignal,
} from '@ananta/http';
import { jobsServiceRef } from '@ananta/jobs';
import { billingServiceRef } from '@ananta/backstage-plugin-billing-node';
import { tenancyPermissions } from '@ananta/backstage-plugin-tenants-common';
import { tenancyPortsExtensionPoint } from '@ananta/backstage-plugin-tenants-node';
import { createAuthorize } from './access';
import { createEmbeddedPorts } from './adapters';
import { readTenancyDefaults } from './config';
import { scheduleHousekeeping } from './housekeeping';
import { PortRegistry } from './portRegistry';
import { createRunRouter, createRuns } from './runs';
import { workCatalogHints } from './tenants/catalogHints';
import { createTenantRouter } from './tenants/router';
import { describeOffer } from './tenants/tenantOptions';
import { TenantJournal } from './tenants/TenantJournal';
import { TenantService } from './tenants/TenantService';

const PACKAGE_NAME = '@ananta/backstage-plugin-tenants-backend';

/** Tenants and the runs that provision them: `/api/tenants`. */
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
        lifecycle: coreServices.lifecycle,
        listener: pgListenerServiceRef,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auditor, auth, billing, config, jobs, logger } = deps;
        deps.permissionsRegistry.addPermissions(tenancyPermissions);
        const database = await migrate(deps.database, PACKAGE_NAME);
        const now = () => new Date();
        const audit = AuditTrail.create({ now });
        const journal = TenantJournal.create({ audit, jobs });
        const ports = registry.resolve(() =>
          createEmbeddedPorts({ ...deps, db: database }),
        );

        const runs = createRuns({
          ...deps,
          database,
          ports,
          journal,
          now,
        });
        await runs.work();
        await workCatalogHints({ jobs, events: deps.events });

        const offer = {
          defaults: readTenancyDefaults(config),
          appPlanes: ports.appPlane.names,
          tenancyModels: runs.tenancyModels,
        };
        const tenants = TenantService.create({
          database,
          auth,
          billing,
          runs: runs.service,
          journal,
          audit,
          offer,
        });

        const authorize = createAuthorize(deps);
        const idempotency = IdempotencyStore.create({ database });
        await scheduleHousekeeping({ ...deps, database, idempotency, now });
        const router = await createApiRouter({
          spec: await loadOpenApiDocument(
            resolvePackagePath(PACKAGE_NAME, 'schema/openapi.yaml'),
          ),
          logger,
        });
        router.use(
          createTenantRouter({
            tenants,
            offered: describeOffer(offer, config),
            authorize,
            auditor,
            idempotency,
          }),
        );
        router.use(
          createRunRouter({
            runs: runs.service,
            feed: runs.feed,
            authorize,
            auditor,
            idempotency,
            logger,
            shutdown: shutdownSignal(deps.rootLifecycle),
          }),
        );
        router.use(apiErrorHandler({ logger }));
        deps.http.use(router);
      },
    });
  },
});
