import { useEntity } from '@backstage/plugin-catalog-react';
import { ANNOTATION_TENANT_ID } from '@ananta/backstage-plugin-tenants-common';
import { RunsTab } from '../components/tenant/RunsTab';

/** The runs of a catalog tenant. */
export function TenantEntityRuns() {
  const { entity } = useEntity();
  return (
    <RunsTab
      tenantId={entity.metadata.annotations?.[ANNOTATION_TENANT_ID] ?? ''}
    />
  );
}
