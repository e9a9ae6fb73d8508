import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { EmptyState, useCursorPages, useLoad } from '@ananta/ui';
import { tenantsApiRef } from '../../api';
import { RunsTable } from '../RunsTable';

const REFRESH = 5_000;

/** The runs of one tenant, newest first. */
export function RunsTab({ tenantId }: { tenantId: string }) {
  const api = useApi(tenantsApiRef);
  const [cursor, setCursor] = useState('');
  const query = { tenantId, cursor };
  const page = useLoad(
    signal => api.listRuns(query, signal),
    JSON.stringify(query),
    { refreshEvery: REFRESH },
  );
  const pages = useCursorPages(cursor, setCursor);
  return (
    <RunsTable
      ofOneTenant
      page={page}
      hasPrevious={pages.hasPrevious}
      onNext={pages.next}
      onPrevious={pages.previous}
      emptyState={<EmptyState title="No runs of this tenant yet" />}
    />
  );
}
