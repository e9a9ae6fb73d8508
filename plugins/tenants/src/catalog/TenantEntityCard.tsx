import { ButtonLink, Flex, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_TENANT_ID,
  type Tenant,
} from '@ananta/backstage-plugin-tenants-common';
import {
  ErrorPanel,
  FactList,
  RelativeTime,
  StatusBadge,
  useLoad,
} from '@ananta/ui';
import { tenantsApiRef } from '../api';
import { TenantBanner } from '../components/tenant/TenantBanner';
import { humanize, MODELS } from '../components/words';
import { paths } from '../paths';

/** How a catalog tenant is doing right now, read from tenancy itself. */
export function TenantEntityCard() {
  const { entity } = useEntity();
  const id = entity.metadata.annotations?.[ANNOTATION_TENANT_ID] ?? '';
  const api = useApi(tenantsApiRef);
  const {
    data: tenant,
    error,
    reload,
  } = useLoad(signal => api.getTenant(id, signal), id);
  return (
    <EntityInfoCard title="Tenant">
      {error !== undefined && (
        <ErrorPanel
          error={error}
          title="The tenant could not be loaded"
          onRetry={reload}
        />
      )}
      {!tenant && error === undefined && <Skeleton height={120} />}
      {tenant && <TenantState tenant={tenant} />}
    </EntityInfoCard>
  );
}

function TenantState({ tenant }: { tenant: Tenant }) {
  return (
    <Flex direction="column" gap="3">
      <TenantBanner tenant={tenant} />
      <FactList
        facts={[
          ['Status', <StatusBadge of="tenant" status={tenant.status} />],
          ['Plan', humanize(tenant.planKey)],
          ['Model', MODELS[tenant.tenancyModel]],
          ['Region', tenant.region],
          ['App plane', tenant.appPlane],
          ['Labels', labelWords(tenant)],
          ['Provisioned', <RelativeTime at={tenant.provisionedAt} />],
        ]}
      />
      <Flex gap="2">
        <ButtonLink variant="primary" href={paths.tenant(tenant.id)}>
          Open the tenant
        </ButtonLink>
        {tenant.portalUrl && (
          <ButtonLink
            variant="secondary"
            href={tenant.portalUrl}
            target="_blank"
          >
            Open its portal
          </ButtonLink>
        )}
      </Flex>
    </Flex>
  );
}

function labelWords({ labels }: Tenant): string {
  return Object.entries(labels)
    .map(pair => pair.join('='))
    .join(', ');
}
