import { Flex } from '@backstage/ui';
import { PlanSubscribers } from '../components/PlanSubscribers';
import { usePlanKey } from './annotations';

/** The tab of a plan entity that lists its subscribers. */
export function SubscribersContent() {
  return (
    <Flex direction="column" gap="4">
      <PlanSubscribers planKey={usePlanKey()} />
    </Flex>
  );
}
