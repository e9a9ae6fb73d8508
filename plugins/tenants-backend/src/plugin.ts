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
} from '@ananta/http';
import { jobsServiceRef } from '@ananta/jobs';
import { billingServiceRef } from '@ananta/backstage-plugin-billing-node';
import { tenancyPermissions } from '@ananta/backstage-plugin-tenants-common';
import { tenancyPortsExtensionPoint } from '@ananta/backstage-plugin-tenants-node';
import { createAuthorize } from './access';
import { createEmbeddedPorts } from './adapters';
import { readTenancyDefaults } from './config';
import { PortRegistry } from './portRegistry';
import { readRunsConfig } from './runs/config';
import { EmbeddedDriver } from './runs/embedded/EmbeddedDriver';
import { RunFeed } from './runs/RunFeed';
import { RunService } from './runs/RunService';
import { provisionTenant, RunDefinitions } from './sagas';
import { subscriptionStart, subscriptionStartQueue } from './steps';
import { workCatalogHints } from './tenants/catalogHints';
import { createTenantRouter } from './tenants/router';
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

        const provisioning = provisionTenant({
          ports,
          billing,
          auth,
          jobs,
          journal,
          now,
        });
        const shared = {
          database,
          definitions: RunDefinitions.create([provisioning]),
          config: readRunsConfig(config),
          jobs,
          journal,
          now,
        };
        await shared.definitions.assertCover(database);
        const runs = RunService.create(shared);
        const feed = RunFeed.create(deps.listener);
        await EmbeddedDriver.create({ ...shared, feed, logger }).work();
        await jobs.work(
          subscriptionStartQueue,
          subscriptionStart({ database, billing, auth }),
        );
        await workCatalogHints({ jobs, events: deps.events });

        const tenants = TenantService.create({
          database,
          auth,
          billing,
          runs,
          journal,
          audit,
          offer: {
            defaults: readTenancyDefaults(config),
            appPlanes: ports.appPlane.names,
            tenancyModels: provisioning.tenancyModels,
          },
        });

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
