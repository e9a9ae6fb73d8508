import type { IdentityProvider } from '@ananta/backstage-plugin-tenants-node';
import { realmNameOf } from './names';
import type { OutsideStep } from './types';

/** A realm of the tenant's own, with its roles. */
export function identityRealm(identity: IdentityProvider): OutsideStep {
  return {
    id: 'identity.realm',
    title: 'Create the realm',
    undoTitle: 'Remove the realm',
    giveUpAfterMs: 10 * 60_000,
    local: false,
    port: 'identity',
    resources: ({ tenant }) => [
      {
        type: 'realm',
        provider: identity.provider,
        intendedName: realmNameOf(tenant),
      },
    ],
    async do({ tenant }, call) {
      const { realmId } = await identity.ensureRealm(
        {
          name: realmNameOf(tenant),
          displayName: tenant.name,
          tenantId: tenant.id,
        },
        call,
      );
      return { externalIds: { realm: realmId } };
    },
    undo: ({ tenant }, call) =>
      identity.removeRealm(
        { name: realmNameOf(tenant), tenantId: tenant.id },
        call,
      ),
  };
}
