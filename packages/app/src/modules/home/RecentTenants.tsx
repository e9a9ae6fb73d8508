import { Link as BuiLink, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { paths, tenantsApiRef } from '@ananta/backstage-plugin-tenants';
import {
  ErrorPanel,
  RelativeTime,
  Section,
  StatusBadge,
  useLoad,
} from '@ananta/ui';
import { Link } from 'react-router-dom';
import { lists } from './tenantLinks';
import styles from './lists.module.css';

/** Tenants that something happened to lately. */
export function RecentTenants() {
  const api = useApi(tenantsApiRef);
  const { data, error, reload } = useLoad(
    signal => api.listTenants({ sort: '-updatedAt', limit: 6 }, signal),
    'recent',
    { refreshEvery: 10_000 },
  );
  return (
    <Section
      title="Recent activity"
      actions={<BuiLink href={lists.allTenants}>All tenants</BuiLink>}
    >
      {error !== undefined && (
        <ErrorPanel
          error={error}
          title="Tenants could not be loaded"
          onRetry={reload}
        />
      )}
      {!data && error === undefined && <Skeleton width="100%" height={160} />}
      {data && (
        <ul className={styles.list}>
          {data.items.map(tenant => (
            <li key={tenant.id}>
              <Link to={paths.tenant(tenant.id)} className={styles.row}>
                <span className={styles.text}>
                  <strong>{tenant.name}</strong>
                  <span className={styles.detail}>{tenant.key}</span>
                </span>
                <StatusBadge of="tenant" status={tenant.status} />
                <span className={styles.when}>
                  <RelativeTime at={tenant.updatedAt} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
