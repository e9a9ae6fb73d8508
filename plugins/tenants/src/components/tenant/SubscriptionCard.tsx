import { Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Subscription } from '@ananta/backstage-plugin-billing-common';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import {
  EmptyState,
  ErrorPanel,
  FactList,
  Money,
  RelativeTime,
  Section,
  StatusBadge,
  useLoad,
} from '@ananta/ui';
import { tenantsApiRef } from '../../api';
import { humanize, INTERVALS } from '../words';

/** What the tenant pays for, and until when. */
export function SubscriptionCard({ tenant }: { tenant: Tenant }) {
  const api = useApi(tenantsApiRef);
  const answer = useLoad(
    async signal => ({
      subscription: await api.getSubscription(tenant.id, signal),
    }),
    `${tenant.id} ${tenant.version}`,
  );
  return (
    <Section title="Subscription">
      {answer.error !== undefined && (
        <ErrorPanel
          error={answer.error}
          title="The subscription could not be loaded"
          onRetry={answer.reload}
        />
      )}
      {answer.isLoading && <Skeleton width="100%" height={96} />}
      {answer.data &&
        (answer.data.subscription ? (
          <SubscriptionFacts subscription={answer.data.subscription} />
        ) : (
          <EmptyState
            title="No subscription"
            description="Provisioning makes it, and activation starts it."
          />
        ))}
    </Section>
  );
}

function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { trialEndsAt, currentPeriodEnd } = subscription;
  return (
    <FactList
      facts={[
        [
          'Status',
          <StatusBadge of="subscription" status={subscription.status} />,
        ],
        [
          'Plan',
          `${humanize(subscription.planKey)}, version ${subscription.planVersion}`,
        ],
        [
          'Price',
          <Money
            amount={subscription.amount}
            currency={subscription.currency}
            interval={subscription.interval}
          />,
        ],
        ['Billed', INTERVALS[subscription.interval]],
        ['Trial ends', trialEndsAt && <RelativeTime at={trialEndsAt} />],
        [
          'Period ends',
          currentPeriodEnd && <RelativeTime at={currentPeriodEnd} />,
        ],
      ]}
    />
  );
}
