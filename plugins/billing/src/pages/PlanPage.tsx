import { useParams } from 'react-router-dom';
import { Card, CardBody, CardHeader, Header, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { PlanWithSubscribers } from '@ananta/backstage-plugin-billing-common';
import { ErrorPanel, useLoad, usePageTitle } from '@ananta/ui';
import { billingApiRef } from '../api';
import { PageBody } from '../components/PageBody';
import { PlanOverview } from '../components/PlanOverview';
import { PlanSubscribers } from '../components/PlanSubscribers';
import { paths } from '../paths';

/** One plan: what it offers, and who subscribes to it. */
export function PlanPage() {
  const { key = '' } = useParams();
  const api = useApi(billingApiRef);
  const plan = useLoad(signal => api.getPlan(key, signal), key);
  usePageTitle(plan.data?.name);

  return (
    <>
      <Header
        title={plan.data?.name ?? key}
        description={plan.data?.description}
        breadcrumbs={[{ label: 'Plans', href: paths.plans }]}
      />
      <PageBody>
        {plan.error ? (
          <ErrorPanel
            error={plan.error}
            title="The plan could not be loaded"
            onRetry={plan.reload}
          />
        ) : (
          <PlanBody plan={plan.data} />
        )}
      </PageBody>
    </>
  );
}

function PlanBody({ plan }: { plan?: PlanWithSubscribers }) {
  if (!plan) {
    return <Skeleton width="100%" height={320} />;
  }
  return (
    <>
      <Card>
        <CardBody>
          <PlanOverview plan={plan} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader>
          <h2 style={{ margin: 0, fontSize: 'var(--bui-font-size-4)' }}>
            Subscribers
          </h2>
        </CardHeader>
        <CardBody>
          <PlanSubscribers planKey={plan.key} />
        </CardBody>
      </Card>
    </>
  );
}
