import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { TenantEntityContext } from './projection/tenantEntity';

/** Reads `app.baseUrl` and the `systemRef` of each app plane. */
export function readTenantEntityContext(
  config: RootConfigService,
): TenantEntityContext {
  const appPlanes = config.getOptionalConfig('ananta.appPlanes');
  const systems = (appPlanes?.keys() ?? []).flatMap(name => {
    const systemRef = appPlanes?.getOptionalString(`${name}.systemRef`);
    return systemRef ? [[name, systemRef]] : [];
  });
  return {
    appBaseUrl: config.getString('app.baseUrl').replace(/\/$/, ''),
    appPlaneSystems: Object.fromEntries(systems),
  };
}
