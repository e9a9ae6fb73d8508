import { Flex, Skeleton, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { ErrorPanel, useLoad } from '@ananta/ui';
import { billingApiRef } from '../api';
import { PlanOverview } from '../components/PlanOverview';
import { usePlanKey } from './annotations';

/** A plan entity's card, with what billing says right now. */
export function PlanCardContent() {
  const key = usePlanKey();
  const api = useApi(billingApiRef);
  const plan = useLoad(signal => api.getPlan(key, signal), key);
  return (
    <EntityInfoCard title="Plan">
      {plan.error !== undefined && (
        <ErrorPanel
          error={plan.error}
          title="The plan could not be loaded"
          onRetry={plan.reload}
        />
      )}
      {plan.data && (
        <Flex direction="column" gap="4">
          <Text as="p" color="secondary">
            {plan.data.description}
          </Text>
          <PlanOverview plan={plan.data} />
        </Flex>
      )}
      {plan.isLoading && <Skeleton width="100%" height={240} />}
    </EntityInfoCard>
  );
}
