import { ConflictError } from '@backstage/errors';
import type {
  TenancyPorts,
  TenancyPortsExtensionPoint,
} from '@ananta/backstage-plugin-tenants-node';

/** The adapters that modules brought along; each port takes one. */
export class PortRegistry implements TenancyPortsExtensionPoint {
  private readonly ports: Partial<TenancyPorts> = {};

  /** @throws ConflictError when the port has an adapter already */
  setPort<K extends keyof TenancyPorts>(
    name: K,
    adapter: TenancyPorts[K],
  ): void {
    if (this.ports[name]) {
      throw new ConflictError(
        `The port '${name}' has an adapter already; remove one of the modules that set it`,
      );
    }
    this.ports[name] = adapter;
  }

  /** Adapters of the modules, and embedded ones for the ports that none was set for. */
  resolve(embedded: () => TenancyPorts): TenancyPorts {
    const { identity, database, secrets, appPlane } = this.ports;
    return identity && database && secrets && appPlane
      ? { identity, database, secrets, appPlane }
      : { ...embedded(), ...this.ports };
  }
}
