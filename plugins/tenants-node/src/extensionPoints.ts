import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  AppPlane,
  IdentityProvider,
  SecretStore,
  TenantDatabase,
} from './ports';

/** The adapters of a process, one a port. */
export interface TenancyPorts {
  identity: IdentityProvider;
  database: TenantDatabase;
  secrets: SecretStore;
  appPlane: AppPlane;
}

/**
 * Lets a module put an adapter in place of an embedded default.
 * A port takes one adapter; a second is an error at start-up.
 */
export interface TenancyPortsExtensionPoint {
  setPort<K extends keyof TenancyPorts>(
    name: K,
    adapter: TenancyPorts[K],
  ): void;
}

export const tenancyPortsExtensionPoint =
  createExtensionPoint<TenancyPortsExtensionPoint>({ id: 'tenants.ports' });
