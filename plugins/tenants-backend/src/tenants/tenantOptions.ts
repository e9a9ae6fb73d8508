import type { Config } from '@backstage/config';
import type { TenantOptions } from '@ananta/backstage-plugin-tenants-common';
import type { TenancyOffer } from './newTenant';

/** What a new tenant may ask for, with the names that people know app planes by. */
export function describeOffer(
  { defaults, appPlanes, tenancyModels }: TenancyOffer,
  config: Config,
): TenantOptions {
  const titles = config.getOptionalConfig('ananta.appPlanes');
  return {
    regions: [...new Set([defaults.region, ...defaults.regions])],
    appPlanes: appPlanes.map(name => ({
      name,
      title: titles?.getOptionalString(`${name}.title`) ?? name,
    })),
    tenancyModels: [...tenancyModels],
  };
}
