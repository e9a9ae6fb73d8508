import { useState } from 'react';
import { Cell, CellText, Link, type ColumnConfig } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { TenantResource } from '@ananta/backstage-plugin-tenants-common';
import {
  CopyableId,
  DataTable,
  EmptyState,
  RelativeTime,
  StatusBadge,
  useCursorPages,
  useLoad,
} from '@ananta/ui';
import { tenantsApiRef } from '../../api';
import { paths } from '../../paths';
import { humanize } from '../words';

const COLUMNS: ColumnConfig<TenantResource>[] = [
  {
    id: 'type',
    label: 'Resource',
    isRowHeader: true,
    cell: resource => (
      <CellText
        title={humanize(resource.type)}
        description={`by ${resource.provider}`}
      />
    ),
  },
  {
    id: 'state',
    label: 'State',
    cell: resource => (
      <Cell>
        <StatusBadge of="resource" status={resource.state} />
      </Cell>
    ),
  },
  {
    id: 'name',
    label: 'Name',
    cell: resource => (
      <Cell>
        <CopyableId value={resource.intendedName} label="resource name" />
      </Cell>
    ),
  },
  {
    id: 'externalId',
    label: 'Known there as',
    cell: resource => (
      <Cell>
        {resource.externalId ? (
          <CopyableId
            value={resource.externalId}
            label="external id"
            short={24}
          />
        ) : (
          '—'
        )}
      </Cell>
    ),
  },
  {
    id: 'run',
    label: 'Made by',
    cell: resource => (
      <Cell>
        <Link href={paths.run(resource.runId)}>{resource.stepId}</Link>
      </Cell>
    ),
  },
  {
    id: 'updatedAt',
    label: 'Changed',
    cell: resource => (
      <Cell>
        <RelativeTime at={resource.updatedAt} />
      </Cell>
    ),
  },
];

/** What provisioning made for the tenant, and what was removed again. */
export function ResourcesTab({ tenantId }: { tenantId: string }) {
  const api = useApi(tenantsApiRef);
  const [cursor, setCursor] = useState('');
  const page = useLoad(
    signal => api.listResources(tenantId, { cursor }, signal),
    `${tenantId} ${cursor}`,
  );
  const pages = useCursorPages(cursor, setCursor);
  return (
    <DataTable
      columns={COLUMNS}
      page={page}
      errorTitle="Resources could not be loaded"
      hasPrevious={pages.hasPrevious}
      onNext={pages.next}
      onPrevious={pages.previous}
      emptyState={
        <EmptyState
          title="Nothing was made for this tenant yet"
          description="Realms, schemas, organizations and the like are listed here from the moment they are planned."
        />
      }
    />
  );
}
