import type { ReactNode } from 'react';
import { Button, Cell, CellText, type ColumnConfig } from '@backstage/ui';
import type {
  Page,
  TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';
import {
  DataTable,
  EmptyState,
  RelativeTime,
  StatusBadge,
  ToneBadge,
  type Loaded,
} from '@ananta/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { RiTeamLine } from '@remixicon/react';
import { paths } from '../paths';
import { humanize, MODELS } from './words';
import styles from './RunsTable.module.css';

const COLUMNS: ColumnConfig<TenantSummary>[] = [
  {
    id: 'name',
    label: 'Tenant',
    defaultWidth: '2fr',
    isSortable: true,
    isRowHeader: true,
    cell: tenant => <CellText title={tenant.name} description={tenant.key} />,
  },
  {
    id: 'status',
    label: 'Status',
    minWidth: 190,
    isSortable: true,
    cell: tenant => (
      <Cell>
        <span className={styles.badges}>
          <StatusBadge of="tenant" status={tenant.status} />
          {tenant.needsAttention && (
            <ToneBadge tone="danger">Needs attention</ToneBadge>
          )}
        </span>
      </Cell>
    ),
  },
  {
    id: 'planKey',
    label: 'Plan',
    cell: tenant => <CellText title={humanize(tenant.planKey)} />,
  },
  {
    id: 'model',
    label: 'Model',
    cell: tenant => (
      <CellText
        title={MODELS[tenant.tenancyModel]}
        description={tenant.region}
      />
    ),
  },
  {
    id: 'owner',
    label: 'Owner',
    cell: tenant => (
      <CellText
        title={humanizeEntityRef(parseEntityRef(tenant.ownerRef), {
          defaultKind: 'group',
        })}
      />
    ),
  },
  {
    id: 'createdAt',
    label: 'Age',
    isSortable: true,
    cell: tenant => (
      <Cell>
        <RelativeTime at={tenant.createdAt} />
      </Cell>
    ),
  },
];

/** The tenant list itself, with what it says when there is nothing to list. */
export function TenantsTable(props: {
  page: Loaded<Page<TenantSummary>>;
  sort: string;
  onSortChange: (sort: string) => void;
  hasPrevious: boolean;
  onNext: (cursor: string | undefined) => void;
  onPrevious: () => void;
  isFiltered: boolean;
  onClear: () => void;
  /** Leads to the first tenant, for those who may create one. */
  firstAct?: ReactNode;
}) {
  const { isFiltered, onClear, firstAct, ...table } = props;
  return (
    <DataTable
      {...table}
      columns={COLUMNS}
      errorTitle="Tenants could not be loaded"
      getHref={tenant => paths.tenant(tenant.id)}
      emptyState={
        isFiltered ? (
          <EmptyState
            title="No tenant matches"
            description="Try fewer filters or another word."
            action={
              <Button variant="secondary" onPress={onClear}>
                Show all tenants
              </Button>
            }
          />
        ) : (
          <EmptyState
            icon={<RiTeamLine />}
            title="No tenants yet"
            description="A tenant is a customer company with everything that runs for it: identities, data, its place in the app plane and its subscription."
            action={firstAct}
          />
        )
      }
    />
  );
}
