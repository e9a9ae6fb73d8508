import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  tenancyPortsExtensionPoint,
  type CallContext,
  type TenancyPorts,
} from '@ananta/backstage-plugin-tenants-node';

/** Answers when the caller gives up: with its own reason. */
function never(ctx: CallContext): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(ctx.signal.reason);
    ctx.signal.addEventListener('abort', stop, { once: true });
  });
}

/** Outside systems that take every call and never answer: runs stand still at their first outside step. */
export const silentPorts: TenancyPorts = {
  identity: {
    provider: 'silent',
    ensureRealm: (_, ctx) => never(ctx),
    removeRealm: (_, ctx) => never(ctx),
    ensureOwner: (_, ctx) => never(ctx),
    removeOwner: (_, ctx) => never(ctx),
    inventory: async () => ({ realms: [], users: [] }),
  },
  database: {
    provider: 'silent',
    ensureSchema: (_, ctx) => never(ctx),
    removeSchema: (_, ctx) => never(ctx),
    inventory: async () => ({ schemas: [], roles: [] }),
  },
  secrets: {
    provider: 'silent',
    putOnce: async path => ({ ref: `store:${path}` }),
    get: async () => '',
    rotate: async () => {},
    removeAll: async () => {},
    list: async () => [],
  },
  appPlane: {
    provider: 'silent',
    names: ['components-platform', 'second-platform'],
    bootstrap: (_, _body, ctx) => never(ctx),
    offboard: (_, _tenantId, ctx) => never(ctx),
  },
};

/** Installs adapters of a test. */
export function portsModule(adapters: TenancyPorts) {
  return createBackendModule({
    pluginId: 'tenants',
    moduleId: 'test-ports',
    register(env) {
      env.registerInit({
        deps: { ports: tenancyPortsExtensionPoint },
        async init({ ports }) {
          ports.setPort('identity', adapters.identity);
          ports.setPort('database', adapters.database);
          ports.setPort('secrets', adapters.secrets);
          ports.setPort('appPlane', adapters.appPlane);
        },
      });
    },
  });
}
