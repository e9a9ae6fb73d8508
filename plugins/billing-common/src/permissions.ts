import { createPermission } from '@backstage/plugin-permission-common';

export const planReadPermission = createPermission({
  name: 'plan.read',
  attributes: { action: 'read' },
});
export const subscriptionReadPermission = createPermission({
  name: 'subscription.read',
  attributes: { action: 'read' },
});
/** Create, start and remove: the acts of provisioning. */
export const subscriptionProvisionPermission = createPermission({
  name: 'subscription.provision',
  attributes: { action: 'create' },
});

/** Every permission of billing, for registration and for the policy. */
export const billingPermissions = [
  planReadPermission,
  subscriptionReadPermission,
  subscriptionProvisionPermission,
];
