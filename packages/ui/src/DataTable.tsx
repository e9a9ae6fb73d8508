import type { ReactNode } from 'react';
import { Table, type ColumnConfig, type TableItem } from '@backstage/ui';
import { ErrorPanel } from './ErrorPanel';
import type { Loaded } from './useLoad';
import styles from './DataTable.module.css';

/** One page of a list, as the APIs answer it. */
interface PageOf<T> {
  items: T[];
  cursor?: string;
  hasMore: boolean;
}

/**
 * A server-side list: skeleton while it loads, the old rows dimmed while newer
 * ones come, an empty state, an error with another try, cursor paging, and a
 * sort that is written as the APIs write it (`name`, `-name`).
 */
export function DataTable<T extends TableItem>(props: {
  columns: readonly ColumnConfig<T>[];
  page: Loaded<PageOf<T>>;
  /** What could not be loaded: "Tenants could not be loaded". */
  errorTitle: string;
  emptyState: ReactNode;
  getHref?: (item: T) => string | undefined;
  sort?: string;
  onSortChange?: (sort: string) => void;
  pageSize?: number;
  hasPrevious?: boolean;
  onNext?: (cursor: string | undefined) => void;
  onPrevious?: () => void;
}) {
  const { page, sort, onSortChange } = props;
  if (page.error && !page.data) {
    return (
      <ErrorPanel
        error={page.error}
        title={props.errorTitle}
        onRetry={page.reload}
      />
    );
  }
  const paged = props.onNext && (page.data?.hasMore || props.hasPrevious);
  return (
    <div
      className={
        page.isLoading ? `${styles.scroll} ${styles.loading}` : styles.scroll
      }
    >
      {page.error !== undefined && (
        <ErrorPanel
          error={page.error}
          title={props.errorTitle}
          onRetry={page.reload}
        />
      )}
      <Table
        columnConfig={props.columns}
        data={page.data?.items}
        isPending={page.isLoading}
        isStale={page.isStale}
        emptyState={props.emptyState}
        rowConfig={props.getHref && { getHref: props.getHref }}
        sort={
          onSortChange && {
            descriptor: sortDescriptor(sort),
            onSortChange: next =>
              onSortChange(
                `${next.direction === 'descending' ? '-' : ''}${next.column}`,
              ),
          }
        }
        pagination={
          paged
            ? {
                type: 'page',
                pageSize: props.pageSize ?? 25,
                hasNextPage: page.data?.hasMore ?? false,
                hasPreviousPage: props.hasPrevious ?? false,
                onNextPage: () => props.onNext?.(page.data?.cursor),
                onPreviousPage: () => props.onPrevious?.(),
                pageSizeOptions: [props.pageSize ?? 25],
                showPageSizeOptions: false,
                showPaginationLabel: false,
              }
            : { type: 'none' }
        }
      />
    </div>
  );
}

function sortDescriptor(sort: string | undefined) {
  if (!sort) {
    return null;
  }
  return sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'descending' as const }
    : { column: sort, direction: 'ascending' as const };
}
