import type { ReactNode } from 'react';
import { Cell, CellText, type ColumnConfig } from '@backstage/ui';
import type {
  Page,
  Subscription,
} from '@ananta/backstage-plugin-billing-common';
import {
  DataTable,
  formatMoney,
  RelativeTime,
  StatusBadge,
  type Loaded,
} from '@ananta/ui';
import { paths } from '../paths';
import { featureWords, INTERVALS } from './words';

const PLAN: ColumnConfig<Subscription> = {
  id: 'plan',
  label: 'Plan',
  cell: subscription => (
    <CellText
      title={featureWords(subscription.planKey)}
      description={`Version ${subscription.planVersion}`}
    />
  ),
};

const COLUMNS: ColumnConfig<Subscription>[] = [
  {
    id: 'tenant',
    label: 'Tenant',
    isRowHeader: true,
    cell: ({ tenantKey }) => <CellText title={tenantKey} />,
  },
  {
    id: 'status',
    label: 'Status',
    cell: ({ status }) => (
      <Cell>
        <StatusBadge of="subscription" status={status} />
      </Cell>
    ),
  },
  PLAN,
  {
    id: 'price',
    label: 'Price',
    cell: ({ amount, currency, interval, quantity }) => (
      <CellText
        title={formatMoney(amount * quantity, currency)}
        description={INTERVALS[interval]}
      />
    ),
  },
  {
    id: 'trial',
    label: 'Trial ends',
    cell: ({ trialEndsAt }) => (
      <Cell>
        <RelativeTime at={trialEndsAt} />
      </Cell>
    ),
  },
  {
    id: 'period',
    label: 'Period ends',
    cell: ({ currentPeriodEnd }) => (
      <Cell>
        <RelativeTime at={currentPeriodEnd} />
      </Cell>
    ),
  },
  {
    id: 'updated',
    label: 'Changed',
    cell: ({ updatedAt }) => (
      <Cell>
        <RelativeTime at={updatedAt} />
      </Cell>
    ),
  },
];

/** A list of subscriptions; each leads to its tenant. */
export function SubscriptionsTable(props: {
  page: Loaded<Page<Subscription>>;
  emptyState: ReactNode;
  /** Leaves out the column that would say the same in every row. */
  ofOnePlan?: boolean;
  hasPrevious?: boolean;
  onNext?: (cursor: string | undefined) => void;
  onPrevious?: () => void;
}) {
  const { ofOnePlan, ...table } = props;
  return (
    <DataTable
      {...table}
      columns={ofOnePlan ? COLUMNS.filter(column => column !== PLAN) : COLUMNS}
      errorTitle="Subscriptions could not be loaded"
      getHref={({ tenantId }) => paths.tenant(tenantId)}
    />
  );
}
