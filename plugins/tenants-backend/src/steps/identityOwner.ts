import type { IdentityProvider } from '@ananta/backstage-plugin-tenants-node';
import { ownerOf, realmNameOf } from './names';
import type { OutsideStep } from './types';

/** The owner's user in the tenant's realm. Nothing is sent to anybody. */
export function identityOwner(identity: IdentityProvider): OutsideStep {
  return {
    id: 'identity.owner',
    title: 'Create the owner',
    undoTitle: 'Remove the owner',
    giveUpAfterMs: 10 * 60_000,
    local: false,
    port: 'identity',
    resources: ({ tenant }) => [
      {
        type: 'user',
        provider: identity.provider,
        intendedName: `${realmNameOf(tenant)}/owner`,
      },
    ],
    async do({ tenant }, call) {
      const { email, firstName, lastName } = ownerOf(tenant);
      const { userId } = await identity.ensureOwner(
        {
          realm: realmNameOf(tenant),
          tenantId: tenant.id,
          email,
          firstName,
          lastName,
        },
        call,
      );
      return { externalIds: { user: userId } };
    },
    undo: ({ tenant }, call) =>
      identity.removeOwner(
        {
          realm: realmNameOf(tenant),
          tenantId: tenant.id,
          email: ownerOf(tenant).email,
        },
        call,
      ),
  };
}
