import type { Features, Limits } from '@ananta/backstage-plugin-tenants-common';
import type { CallContext } from './context';

/** Body of `POST {appPlane}/api/bootstrap`. */
export interface BootstrapRequest {
  tenantId: string;
  tenantKey: string;
  tenantName: string;
  /** The plan's key. */
  planId: string;
  adminUser: { email: string; firstName: string; lastName: string };
  limits: Limits;
  features: Features;
  identity?: { issuer: string; clientId: string };
}

export interface BootstrapResponse {
  status: 'provisioned';
  organizationId: string;
  portalUrl: string;
}

/**
 * The product being sold, as the control plane speaks to it. Both acts are
 * idempotent by tenant; once a run has offboarded a tenant, its late
 * `bootstrap` is a `final` `gone`. A name that isn't configured is a `final`
 * `unknown_app_plane`.
 */
export interface AppPlane {
  readonly provider: string;
  /** Names of the configured app planes, the default one first. */
  readonly names: readonly string[];
  bootstrap(
    appPlane: string,
    body: BootstrapRequest,
    ctx: CallContext,
  ): Promise<BootstrapResponse>;
  /** Removes the tenant's organization; a missing one is fine. */
  offboard(appPlane: string, tenantId: string, ctx: CallContext): Promise<void>;
}
