import { Button, Flex } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { SubscriptionStatus } from '@ananta/backstage-plugin-billing-common';
import { EmptyState, useCursorPages, useLoad, useUrlState } from '@ananta/ui';
import { RiGroupLine } from '@remixicon/react';
import { billingApiRef } from '../api';
import { StatusFilter } from './StatusFilter';
import { SubscriptionsTable } from './SubscriptionsTable';

const DEFAULTS = { status: [] as string[], cursor: '' };
const REFRESH = 15_000;

/** Who subscribes to a plan: a query, because there may be very many. */
export function PlanSubscribers({ planKey }: { planKey: string }) {
  const api = useApi(billingApiRef);
  const [view, setView] = useUrlState(DEFAULTS);
  const query = {
    planKey,
    status: view.status as SubscriptionStatus[],
    cursor: view.cursor,
  };
  const page = useLoad(
    signal => api.listSubscriptions(query, signal),
    JSON.stringify(query),
    { refreshEvery: REFRESH },
  );
  const pages = useCursorPages(view.cursor, cursor => setView({ cursor }));
  const isFiltered = view.status.length > 0;

  return (
    <Flex direction="column" gap="4">
      <StatusFilter
        value={view.status}
        onChange={status => setView({ status, cursor: '' })}
      />
      <SubscriptionsTable
        ofOnePlan
        page={page}
        hasPrevious={pages.hasPrevious}
        onNext={pages.next}
        onPrevious={pages.previous}
        emptyState={
          isFiltered ? (
            <EmptyState
              title="No subscriber matches"
              action={
                <Button variant="secondary" onPress={() => setView(DEFAULTS)}>
                  Show all subscribers
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={<RiGroupLine />}
              title="Nobody subscribes to this plan yet"
              description="Each tenant that is created on this plan appears here with its subscription."
            />
          )
        }
      />
    </Flex>
  );
}
