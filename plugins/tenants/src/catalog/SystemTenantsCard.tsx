import { Skeleton, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogApiRef,
  EntityInfoCard,
  EntityRefLink,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { TENANT_KIND } from '@ananta/backstage-plugin-tenants-common';
import { EmptyState, ErrorPanel, useLoad } from '@ananta/ui';
import styles from './SystemTenantsCard.module.css';

const SHOWN = 10;

/** Tenants that a System, as an app plane, serves. */
export function SystemTenantsCard() {
  const system = stringifyEntityRef(useEntity().entity);
  const catalog = useApi(catalogApiRef);
  const { data, error, reload } = useLoad(
    () =>
      catalog.queryEntities({
        filter: { kind: TENANT_KIND, 'relations.dependsOn': system },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
        ],
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: SHOWN,
      }),
    system,
  );
  return (
    <EntityInfoCard title="Tenants on this app plane">
      {error !== undefined && (
        <ErrorPanel
          error={error}
          title="Tenants could not be loaded"
          onRetry={reload}
        />
      )}
      {!data && error === undefined && <Skeleton width="100%" height={80} />}
      {data?.items.length === 0 && (
        <EmptyState
          title="No tenants yet"
          description="Tenants appear here as soon as they are created."
        />
      )}
      {data && data.items.length > 0 && (
        <>
          <ul className={styles.tenants}>
            {data.items.map(tenant => (
              <li key={stringifyEntityRef(tenant)}>
                <EntityRefLink entityRef={tenant} />
              </li>
            ))}
          </ul>
          {data.totalItems > data.items.length && (
            <Text as="p" variant="body-small" color="secondary">
              and {data.totalItems - data.items.length} more
            </Text>
          )}
        </>
      )}
    </EntityInfoCard>
  );
}
