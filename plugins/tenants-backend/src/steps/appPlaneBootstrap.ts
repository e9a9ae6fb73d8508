import type { AppPlane } from '@ananta/backstage-plugin-tenants-node';
import type { JsonObject } from '@backstage/types';
import { ownerOf } from './names';
import type { OutsideStep } from './types';

const ID = 'app-plane.bootstrap';

/** The tenant's place in the product that it bought. */
export function appPlaneBootstrap(appPlane: AppPlane): OutsideStep {
  return {
    id: ID,
    title: 'Prepare the place in the app plane',
    undoTitle: 'Remove the place in the app plane',
    giveUpAfterMs: 5 * 60_000,
    local: false,
    port: 'appPlane',
    resources: ({ tenant }) => [
      {
        type: 'organization',
        provider: `${appPlane.provider}:${tenant.appPlane}`,
        intendedName: tenant.key,
      },
    ],
    async do({ tenant }, call) {
      const { email, firstName, lastName } = ownerOf(tenant);
      const { organizationId, portalUrl } = await appPlane.bootstrap(
        tenant.appPlane,
        {
          tenantId: tenant.id,
          tenantKey: tenant.key,
          tenantName: tenant.name,
          planId: tenant.planKey,
          adminUser: { email, firstName, lastName },
          limits: tenant.limits,
          features: tenant.features,
        },
        call,
      );
      return {
        externalIds: { organization: organizationId },
        output: { organizationId, portalUrl },
      };
    },
    undo: ({ tenant }, call) =>
      appPlane.offboard(tenant.appPlane, tenant.id, call),
  };
}

/** What the step left for later ones. */
export function placeInAppPlane(outputs: Record<string, JsonObject>): {
  appPlaneOrgId?: string;
  portalUrl?: string;
} {
  const output = outputs[ID] ?? {};
  return {
    appPlaneOrgId: output.organizationId as string | undefined,
    portalUrl: output.portalUrl as string | undefined,
  };
}
