import { Link, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  EntityInfoCard,
  MissingAnnotationEmptyState,
} from '@backstage/plugin-catalog-react';
import type { Subscription } from '@ananta/backstage-plugin-billing-common';
import { ANNOTATION_SUBSCRIPTION_ID } from '@ananta/backstage-plugin-tenants-common';
import {
  ErrorPanel,
  Money,
  RelativeTime,
  StatusBadge,
  useLoad,
} from '@ananta/ui';
import { billingApiRef } from '../api';
import { Fact, Facts } from '../components/Facts';
import { featureWords } from '../components/words';
import { paths } from '../paths';
import { useSubscriptionId } from './annotations';

/** A subscription entity's card, with what billing says right now. */
export function SubscriptionCardContent() {
  const id = useSubscriptionId();
  return id ? (
    <EntityInfoCard title="Subscription">
      <LiveSubscription id={id} />
    </EntityInfoCard>
  ) : (
    <MissingAnnotationEmptyState annotation={ANNOTATION_SUBSCRIPTION_ID} />
  );
}

function LiveSubscription({ id }: { id: string }) {
  const api = useApi(billingApiRef);
  const { data, error, reload } = useLoad(
    signal => api.getSubscription(id, signal),
    id,
  );
  if (data) {
    return <SubscriptionFacts subscription={data} />;
  }
  return error ? (
    <ErrorPanel
      error={error}
      title="The subscription could not be loaded"
      onRetry={reload}
    />
  ) : (
    <Skeleton width="100%" height={160} />
  );
}

function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { amount, quantity, currency, interval } = subscription;
  return (
    <Facts>
      <Fact label="Status">
        <StatusBadge of="subscription" status={subscription.status} />
      </Fact>
      <Fact label="Tenant">
        <Link href={paths.tenant(subscription.tenantId)}>
          {subscription.tenantKey}
        </Link>
      </Fact>
      <Fact label="Plan">
        <Link href={paths.plan(subscription.planKey)}>
          {featureWords(subscription.planKey)}
        </Link>
        , version {subscription.planVersion}
      </Fact>
      <Fact label="Price">
        <Money
          amount={amount * quantity}
          currency={currency}
          interval={interval}
        />
      </Fact>
      <Fact label="Trial ends">
        <RelativeTime at={subscription.trialEndsAt} />
      </Fact>
      <Fact label="Period started">
        <RelativeTime at={subscription.currentPeriodStart} />
      </Fact>
      <Fact label="Period ends">
        <RelativeTime at={subscription.currentPeriodEnd} />
      </Fact>
    </Facts>
  );
}
