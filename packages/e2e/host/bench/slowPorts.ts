import { setTimeout as delay } from 'node:timers/promises';
import { createBackend } from '@backstage/backend-defaults';
import {
  createBackendModule,
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import {
  billingServiceRef,
  DefaultBillingClient,
} from '@ananta/backstage-plugin-billing-node';
import {
  tenancyPortsExtensionPoint,
  type TenancyPorts,
} from '@ananta/backstage-plugin-tenants-node';

/**
 * The slim host with outside systems that take exactly as long as they are told
 * to and do nothing: what a run takes longer than that is the driver's.
 */
const STEP_MS = Number(process.env.BENCH_STEP_MS);
const provider = 'slow';

const ports: TenancyPorts = {
  identity: {
    provider,
    ensureRealm: ({ name }) => delay(STEP_MS, { realmId: name }),
    ensureOwner: ({ email }) => delay(STEP_MS, { userId: email }),
    removeRealm: () => delay(STEP_MS),
    removeOwner: () => delay(STEP_MS),
    inventory: async () => ({ realms: [], users: [] }),
  },
  database: {
    provider,
    ensureSchema: ({ key }) =>
      delay(STEP_MS, { schema: key, role: key, templateVersion: 1 }),
    removeSchema: () => delay(STEP_MS),
    inventory: async () => ({ schemas: [], roles: [] }),
  },
  secrets: {
    provider,
    putOnce: async path => ({ ref: `store:${path}` }),
    get: async () => 'nothing',
    rotate: async () => {},
    removeAll: async () => {},
    list: async () => [],
  },
  appPlane: {
    provider,
    names: ['components-platform'],
    bootstrap: (_name, { tenantId }) =>
      delay(STEP_MS, {
        status: 'provisioned',
        organizationId: tenantId,
        portalUrl: `https://app.example.com/${tenantId}`,
      }),
    offboard: () => delay(STEP_MS),
  },
};

const slowPorts = createBackendModule({
  pluginId: 'tenants',
  moduleId: 'slow-ports',
  register(reg) {
    reg.registerInit({
      deps: { extensionPoint: tenancyPortsExtensionPoint },
      async init({ extensionPoint }) {
        extensionPoint.setPort('identity', ports.identity);
        extensionPoint.setPort('database', ports.database);
        extensionPoint.setPort('secrets', ports.secrets);
        extensionPoint.setPort('appPlane', ports.appPlane);
      },
    });
  },
});

/** Billing, but for the one call that is a step. */
const slowBilling = createServiceFactory({
  service: billingServiceRef,
  deps: { auth: coreServices.auth, discovery: coreServices.discovery },
  factory(deps) {
    const billing = DefaultBillingClient.create(deps);
    billing.createSubscription = ({ tenantId }) =>
      delay(STEP_MS, { id: tenantId } as Awaited<
        ReturnType<typeof billing.createSubscription>
      >);
    return billing;
  },
});

const backend = createBackend();
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@ananta/backstage-plugin-permission-backend-module-tenancy'),
);
backend.add(import('@ananta/backstage-plugin-tenants-backend'));
backend.add(import('@ananta/backstage-plugin-billing-backend'));
backend.add(slowBilling);
backend.add(slowPorts);
backend.start();
