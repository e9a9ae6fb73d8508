import { usePermission } from '@backstage/plugin-permission-react';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  runCancelPermission,
  runRetryPermission,
  tenantCreatePermission,
  tenantUpdatePermission,
} from '@ananta/backstage-plugin-tenants-common';

/** What the reader may do with tenants and runs; nothing while it isn't known yet. */
export interface Allowed {
  loading: boolean;
  createTenant: boolean;
  updateTenant: boolean;
  cancelRun: boolean;
  retryRun: boolean;
  /** The reader may look and do nothing. */
  readOnly: boolean;
}

export function useAllowed(): Allowed {
  const createTenant = usePermission(ask(tenantCreatePermission));
  const updateTenant = usePermission(ask(tenantUpdatePermission));
  const cancelRun = usePermission(ask(runCancelPermission));
  const retryRun = usePermission(ask(runRetryPermission));
  const all = [createTenant, updateTenant, cancelRun, retryRun];
  const loading = all.some(answer => answer.loading);
  return {
    loading,
    createTenant: createTenant.allowed,
    updateTenant: updateTenant.allowed,
    cancelRun: cancelRun.allowed,
    retryRun: retryRun.allowed,
    readOnly: !loading && all.every(answer => !answer.allowed),
  };
}

function ask(permission: BasicPermission) {
  return { permission };
}
