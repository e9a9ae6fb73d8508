import { Header, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  BillingInterval,
  Page,
  PlanWithSubscribers,
} from '@ananta/backstage-plugin-billing-common';
import {
  EmptyState,
  ErrorPanel,
  useLoad,
  usePageTitle,
  useUrlState,
  type Loaded,
} from '@ananta/ui';
import { RiPriceTag3Line } from '@remixicon/react';
import { billingApiRef } from '../api';
import { IntervalToggle } from '../components/IntervalToggle';
import { PageBody } from '../components/PageBody';
import { PlanCard } from '../components/PlanCard';
import { intervalsOf } from '../components/prices';
import styles from './PlansPage.module.css';

const DEFAULTS = { interval: 'month' };

/** What is sold: every plan side by side. */
export function PlansPage() {
  usePageTitle('Plans');
  const api = useApi(billingApiRef);
  const [view, setView] = useUrlState(DEFAULTS);
  const page = useLoad(signal => api.listPlans(signal), 'plans');
  const intervals = intervalsOf(page.data?.items ?? []);
  const interval =
    intervals.find(offered => offered === view.interval) ?? intervals[0];

  return (
    <>
      <Header
        title="Plans"
        description="What customers can subscribe to, and how many do."
        customActions={
          intervals.length > 1 ? (
            <IntervalToggle
              intervals={intervals}
              value={interval}
              onChange={chosen => setView({ interval: chosen })}
            />
          ) : undefined
        }
      />
      <PageBody>
        <PlanCards page={page} interval={interval} />
      </PageBody>
    </>
  );
}

function PlanCards(props: {
  page: Loaded<Page<PlanWithSubscribers>>;
  interval: BillingInterval;
}) {
  const { data, error, isLoading, reload } = props.page;
  if (error && !data) {
    return (
      <ErrorPanel
        error={error}
        title="Plans could not be loaded"
        onRetry={reload}
      />
    );
  }
  if (isLoading || !data) {
    return (
      <div className={styles.cards} aria-busy aria-label="Plans">
        {[1, 2, 3, 4].map(number => (
          <Skeleton key={number} width="100%" height={480} />
        ))}
      </div>
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyState
        icon={<RiPriceTag3Line />}
        title="No plan is published"
        description="A plan says what a tenant may use and what it costs; tenants can be created once one is published."
      />
    );
  }
  return (
    <div className={styles.cards} role="list" aria-label="Plans">
      {data.items.map(plan => (
        <PlanCard key={plan.id} plan={plan} interval={props.interval} />
      ))}
    </div>
  );
}
