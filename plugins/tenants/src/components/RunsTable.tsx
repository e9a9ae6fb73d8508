import type { ReactNode } from 'react';
import { Cell, CellText, type ColumnConfig } from '@backstage/ui';
import {
  FINISHED_RUN_STATUSES,
  type Page,
  type RunSummary,
} from '@ananta/backstage-plugin-tenants-common';
import {
  DataTable,
  Duration,
  RelativeTime,
  StatusBadge,
  ToneBadge,
  type Loaded,
} from '@ananta/ui';
import { paths } from '../paths';
import { RUN_TITLES } from './words';
import styles from './RunsTable.module.css';

const TENANT: ColumnConfig<RunSummary> = {
  id: 'tenant',
  label: 'Tenant',
  defaultWidth: '2fr',
  isRowHeader: true,
  cell: run => <CellText title={run.tenantName} description={run.tenantKey} />,
};

const FACTS: ColumnConfig<RunSummary>[] = [
  {
    id: 'type',
    label: 'Run',
    cell: run => <CellText title={RUN_TITLES[run.type]} />,
  },
  {
    id: 'status',
    label: 'Status',
    cell: run => (
      <Cell>
        <RunState run={run} />
      </Cell>
    ),
  },
  {
    id: 'progress',
    label: 'Step',
    cell: run => (
      <CellText
        title={stepOf(run)}
        description={isFinished(run) ? undefined : stepCount(run)}
      />
    ),
  },
  {
    id: 'duration',
    label: 'Took',
    cell: run => (
      <Cell>
        <Duration from={run.startedAt} to={run.finishedAt} />
      </Cell>
    ),
  },
  {
    id: 'created',
    label: 'Started',
    cell: run => (
      <Cell>
        <RelativeTime at={run.createdAt} />
      </Cell>
    ),
  },
];

/** A list of runs; within one tenant's page its name is left out. */
export function RunsTable(props: {
  page: Loaded<Page<RunSummary>>;
  emptyState: ReactNode;
  ofOneTenant?: boolean;
  hasPrevious?: boolean;
  onNext?: (cursor: string | undefined) => void;
  onPrevious?: () => void;
}) {
  const { ofOneTenant, ...table } = props;
  const columns = ofOneTenant
    ? [{ ...FACTS[0], isRowHeader: true }, ...FACTS.slice(1)]
    : [TENANT, ...FACTS];
  return (
    <DataTable
      {...table}
      columns={columns}
      errorTitle="Runs could not be loaded"
      getHref={run => paths.run(run.id)}
    />
  );
}

/** Status of a run, and whether somebody has to look. */
export function RunState({ run }: { run: RunSummary }) {
  return (
    <span className={styles.badges}>
      <StatusBadge of="run" status={run.status} />
      {run.needsAttention && (
        <ToneBadge tone="danger">Needs attention</ToneBadge>
      )}
    </span>
  );
}

function stepOf(run: RunSummary): string {
  if (!isFinished(run)) {
    return run.currentStep ?? 'About to start';
  }
  return run.status === 'succeeded' ? stepCount(run) : 'All undone';
}

function stepCount({ progress }: RunSummary): string {
  return `${progress.done} of ${progress.total} steps`;
}

function isFinished(run: RunSummary): boolean {
  return FINISHED_RUN_STATUSES.includes(run.status);
}
