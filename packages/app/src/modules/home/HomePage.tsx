import { ButtonLink, Container, Flex, Header, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  paths,
  tenantsApiRef,
  useAllowed,
} from '@ananta/backstage-plugin-tenants';
import type { TenantCounts } from '@ananta/backstage-plugin-tenants-common';
import { ErrorPanel, useLoad, usePageTitle } from '@ananta/ui';
import { RiAddLine } from '@remixicon/react';
import { AttentionCard } from './AttentionCard';
import { FirstSteps } from './FirstSteps';
import { InFlightCard } from './InFlightCard';
import { PlanChart } from './PlanChart';
import { RecentTenants } from './RecentTenants';
import { StatusChart } from './StatusChart';
import { Tiles } from './Tiles';
import styles from './HomePage.module.css';

const REFRESH = 5_000;

/** How things stand; every number opens the list behind it. */
export function HomePage() {
  usePageTitle('Home');
  const api = useApi(tenantsApiRef);
  const { createTenant } = useAllowed();
  const { data, error, isLoading, reload } = useLoad(
    signal => api.getCounts(signal),
    'counts',
    { refreshEvery: REFRESH },
  );
  return (
    <>
      <Header
        title="Overview"
        customActions={
          createTenant ? (
            <ButtonLink
              href={paths.newTenant}
              variant="primary"
              iconStart={<RiAddLine aria-hidden />}
            >
              New tenant
            </ButtonLink>
          ) : undefined
        }
      />
      <Container className={styles.body}>
        <Flex direction="column" gap="4">
          {error !== undefined && (
            <ErrorPanel
              error={error}
              title="The counts could not be loaded"
              onRetry={reload}
            />
          )}
          {isLoading && <Skeleton width="100%" height={120} />}
          {data && <Overview counts={data} mayCreate={createTenant} />}
        </Flex>
      </Container>
    </>
  );
}

function Overview(props: { counts: TenantCounts; mayCreate: boolean }) {
  const { counts, mayCreate } = props;
  const total = Object.values(counts.byStatus).reduce((sum, n) => sum + n, 0);
  if (total === 0) {
    return <FirstSteps mayCreate={mayCreate} />;
  }
  return (
    <>
      <Tiles counts={counts} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <AttentionCard />
          <InFlightCard />
          <RecentTenants />
        </div>
        <div className={styles.column}>
          <StatusChart counts={counts} />
          <PlanChart />
        </div>
      </div>
    </>
  );
}
