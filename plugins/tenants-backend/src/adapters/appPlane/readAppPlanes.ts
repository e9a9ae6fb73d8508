import type { Config } from '@backstage/config';

/** One configured app plane. */
export interface AppPlaneEndpoint {
  name: string;
  /** Without a slash at its end. */
  baseUrl: string;
  token: string;
  /** `whsec_…` */
  signingSecret: string;
}

/**
 * Reads `ananta.appPlanes`; the one of `ananta.tenants.defaults.appPlane`, or
 * else the first, comes first.
 */
export function readAppPlanes(config: Config): AppPlaneEndpoint[] {
  const planes = config.getOptionalConfig('ananta.appPlanes');
  const names = planes?.keys() ?? [];
  const endpoints = names.map(name => {
    const plane = planes!.getConfig(name);
    return {
      name,
      baseUrl: plane.getString('baseUrl').replace(/\/+$/, ''),
      token: plane.getString('token'),
      signingSecret: plane.getString('signingSecret'),
    };
  });
  const first = config.getOptionalString('ananta.tenants.defaults.appPlane');
  return endpoints.sort(
    (a, b) => Number(b.name === first) - Number(a.name === first),
  );
}
