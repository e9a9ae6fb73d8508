import type { Config } from '@backstage/config';

/** What a new tenant is made with, and what it may ask for. */
export interface TenancyDefaults {
  region: string;
  regions: readonly string[];
  ownerRef: string;
  /** The first configured app plane when absent. */
  appPlane?: string;
}

/** @throws Error at start-up when the default region isn't among the regions */
export function readTenancyDefaults(config: Config): TenancyDefaults {
  const defaults = config.getOptionalConfig('ananta.tenants.defaults');
  const region = defaults?.getOptionalString('region') ?? 'local';
  const regions = config.getOptionalStringArray('ananta.tenants.regions') ?? [
    region,
  ];
  if (!regions.includes(region)) {
    throw new Error(
      `ananta.tenants.defaults.region '${region}' is not among ananta.tenants.regions`,
    );
  }
  return {
    region,
    regions,
    ownerRef:
      defaults?.getOptionalString('ownerRef') ?? 'group:default/engineers',
    appPlane: defaults?.getOptionalString('appPlane'),
  };
}
