import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of tenants in permission decisions. */
export const RESOURCE_TYPE_TENANT = 'tenant';

export const tenantReadPermission = createPermission({
  name: 'tenant.read',
  attributes: { action: 'read' },
});
export const tenantCreatePermission = createPermission({
  name: 'tenant.create',
  attributes: { action: 'create' },
});
export const tenantUpdatePermission = createPermission({
  name: 'tenant.update',
  attributes: { action: 'update' },
});
export const runReadPermission = createPermission({
  name: 'run.read',
  attributes: { action: 'read' },
});
export const runRetryPermission = createPermission({
  name: 'run.retry',
  attributes: { action: 'create' },
});
export const runCancelPermission = createPermission({
  name: 'run.cancel',
  attributes: { action: 'update' },
});
export const auditReadPermission = createPermission({
  name: 'audit.read',
  attributes: { action: 'read' },
});

/** Every permission of tenancy, for registration and for the policy. */
export const tenancyPermissions = [
  tenantReadPermission,
  tenantCreatePermission,
  tenantUpdatePermission,
  runReadPermission,
  runRetryPermission,
  runCancelPermission,
  auditReadPermission,
];
