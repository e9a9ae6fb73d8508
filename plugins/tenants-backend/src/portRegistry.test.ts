import type { TenancyPorts } from '@ananta/backstage-plugin-tenants-node';
import { PortRegistry } from './portRegistry';

const portsOf = (provider: string) =>
  Object.fromEntries(
    ['identity', 'database', 'secrets', 'appPlane'].map(name => [
      name,
      { provider },
    ]),
  ) as unknown as TenancyPorts;

describe('PortRegistry', () => {
  it('refuses a second adapter of a port', () => {
    const registry = new PortRegistry();
    registry.setPort('identity', portsOf('first').identity);
    expect(() =>
      registry.setPort('identity', portsOf('second').identity),
    ).toThrow("The port 'identity' has an adapter already");
  });

  it('puts adapters of modules in place of the embedded ones', () => {
    const registry = new PortRegistry();
    registry.setPort('identity', portsOf('module').identity);
    const ports = registry.resolve(() => portsOf('embedded'));
    expect(ports.identity.provider).toBe('module');
    expect(ports.secrets.provider).toBe('embedded');
  });

  it('needs nothing embedded when modules bring every adapter', () => {
    const registry = new PortRegistry();
    const { identity, database, secrets, appPlane } = portsOf('module');
    registry.setPort('identity', identity);
    registry.setPort('database', database);
    registry.setPort('secrets', secrets);
    registry.setPort('appPlane', appPlane);
    const ports = registry.resolve(() => {
      throw new Error('not configured');
    });
    expect(ports).toEqual({ identity, database, secrets, appPlane });
  });
});
