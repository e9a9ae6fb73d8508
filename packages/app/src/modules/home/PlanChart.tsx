import { Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { tenantsApiRef } from '@ananta/backstage-plugin-tenants';
import type { PlanWithSubscribers } from '@ananta/backstage-plugin-billing-common';
import { EmptyState, ErrorPanel, Section, useLoad } from '@ananta/ui';
import { Bars, type Bar } from './Bars';
import { lists } from './tenantLinks';

/** How many subscriptions stand on which plan, all its versions together. */
export function PlanChart() {
  const api = useApi(tenantsApiRef);
  const { data, error, reload } = useLoad(
    signal => api.listPlans(signal),
    'plans',
    { refreshEvery: 30_000 },
  );
  return (
    <Section title="Subscriptions by plan">
      {error !== undefined && (
        <ErrorPanel
          error={error}
          title="Plans could not be loaded"
          onRetry={reload}
        />
      )}
      {!data && error === undefined && <Skeleton width="100%" height={120} />}
      {data && data.items.length === 0 && <EmptyState title="No plans yet" />}
      {data && data.items.length > 0 && (
        <Bars label="Subscriptions by plan" bars={barsOf(data.items)} />
      )}
    </Section>
  );
}

function barsOf(plans: PlanWithSubscribers[]): Bar[] {
  const bars = new Map<string, Bar>();
  for (const plan of [...plans].sort((a, b) => a.tier - b.tier)) {
    const sofar = bars.get(plan.key)?.value ?? 0;
    bars.set(plan.key, {
      key: plan.key,
      label: plan.name,
      value: sofar + plan.subscribers,
      to: lists.ofPlan(plan.key),
      colour: 'var(--bui-accent-bg)',
    });
  }
  return [...bars.values()];
}
