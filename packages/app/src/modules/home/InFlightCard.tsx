import { Link, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { tenantsApiRef } from '@ananta/backstage-plugin-tenants';
import { Section, useLoad } from '@ananta/ui';
import { RunList } from './RunList';
import { lists } from './tenantLinks';
import styles from './lists.module.css';

/** What the platform is doing right now. */
export function InFlightCard() {
  const api = useApi(tenantsApiRef);
  const { data, error } = useLoad(
    signal =>
      api.listRuns(
        { status: ['running', 'waiting', 'held', 'compensating'], limit: 5 },
        signal,
      ),
    'in-flight',
    { refreshEvery: 2_000 },
  );
  return (
    <Section
      title="In flight"
      actions={<Link href={lists.inFlight}>All runs in flight</Link>}
    >
      {!data && error === undefined && <Skeleton width="100%" height={48} />}
      {error !== undefined && !data && (
        <p className={styles.quiet}>Runs can’t be shown right now.</p>
      )}
      {data && data.items.length === 0 && (
        <p className={styles.quiet}>Nothing is running. All is calm.</p>
      )}
      {data && data.items.length > 0 && <RunList runs={data.items} />}
    </Section>
  );
}
