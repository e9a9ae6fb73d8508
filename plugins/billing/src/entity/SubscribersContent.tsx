import { PlanSubscribers } from '../components/PlanSubscribers';
import { usePlanKey } from './annotations';

/** The tab of a plan entity that lists its subscribers. */
export function SubscribersContent() {
  return <PlanSubscribers planKey={usePlanKey()} />;
}
