import { Link } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { tenantsApiRef } from '@ananta/backstage-plugin-tenants';
import { ErrorPanel, Section, useLoad } from '@ananta/ui';
import { RunList } from './RunList';
import { lists } from './tenantLinks';

/** Runs that are stuck and wait for somebody; absent when there are none. */
export function AttentionCard() {
  const api = useApi(tenantsApiRef);
  const { data, error, reload } = useLoad(
    signal => api.listRuns({ needsAttention: true, limit: 5 }, signal),
    'attention',
    { refreshEvery: 5_000 },
  );
  if (error) {
    return (
      <ErrorPanel
        error={error}
        title="Runs could not be loaded"
        onRetry={reload}
      />
    );
  }
  if (!data || data.items.length === 0) {
    return null;
  }
  return (
    <Section
      title="Needs attention"
      actions={<Link href={lists.stuckRuns}>All of them</Link>}
    >
      <RunList runs={data.items} />
    </Section>
  );
}
