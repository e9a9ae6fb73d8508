import { Button, ButtonLink, Header } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { SubscriptionStatus } from '@ananta/backstage-plugin-billing-common';
import {
  EmptyState,
  useCursorPages,
  useLoad,
  usePageTitle,
  useUrlState,
} from '@ananta/ui';
import { RiRepeatLine } from '@remixicon/react';
import { billingApiRef } from '../api';
import { PageBody } from '../components/PageBody';
import { PlanFilter } from '../components/PlanFilter';
import { StatusFilter } from '../components/StatusFilter';
import { SubscriptionsTable } from '../components/SubscriptionsTable';
import styles from '../components/filters.module.css';
import { paths } from '../paths';

const DEFAULTS = { status: [] as string[], plan: '', cursor: '' };
const REFRESH = 15_000;

/** Every subscription, newest first. */
export function SubscriptionsPage() {
  usePageTitle('Subscriptions');
  const api = useApi(billingApiRef);
  const [view, setView] = useUrlState(DEFAULTS);
  const query = {
    status: view.status as SubscriptionStatus[],
    planKey: view.plan,
    cursor: view.cursor,
  };
  const page = useLoad(
    signal => api.listSubscriptions(query, signal),
    JSON.stringify(query),
    { refreshEvery: REFRESH },
  );
  const pages = useCursorPages(view.cursor, cursor => setView({ cursor }));
  const isFiltered = view.status.length > 0 || view.plan !== '';

  return (
    <>
      <Header
        title="Subscriptions"
        description="Who subscribes to what, for how much and until when."
      />
      <PageBody>
        <div
          className={styles.filters}
          role="search"
          aria-label="Subscriptions"
        >
          <StatusFilter
            value={view.status}
            onChange={status => setView({ status, cursor: '' })}
          />
          <PlanFilter
            value={view.plan}
            onChange={plan => setView({ plan, cursor: '' })}
          />
        </div>
        <SubscriptionsTable
          page={page}
          hasPrevious={pages.hasPrevious}
          onNext={pages.next}
          onPrevious={pages.previous}
          emptyState={
            isFiltered ? (
              <EmptyState
                title="No subscription matches"
                action={
                  <Button variant="secondary" onPress={() => setView(DEFAULTS)}>
                    Show all subscriptions
                  </Button>
                }
              />
            ) : (
              <NoSubscriptions />
            )
          }
        />
      </PageBody>
    </>
  );
}

function NoSubscriptions() {
  return (
    <EmptyState
      icon={<RiRepeatLine />}
      title="No subscriptions yet"
      description="Creating a tenant subscribes it to a plan; the subscription starts when the tenant is active."
      action={
        <ButtonLink href={paths.plans} variant="secondary">
          See the plans
        </ButtonLink>
      }
    />
  );
}
