import { Link } from '@backstage/ui';
import type { PlanWithSubscribers } from '@ananta/backstage-plugin-billing-common';
import { Money, StatusBadge } from '@ananta/ui';
import { paths } from '../paths';
import { Fact, Facts } from './Facts';
import { PlanFeatures, PlanLimits, PlanModels } from './PlanFacts';
import { subscriberWords } from './words';
import styles from './PlanOverview.module.css';

/** Everything that a plan says, in labelled groups. */
export function PlanOverview({ plan }: { plan: PlanWithSubscribers }) {
  return (
    <Facts>
      <Fact label="Status">
        <StatusBadge of="plan" status={plan.status} />
        <span className={styles.version}>version {plan.version}</span>
      </Fact>
      <Fact label="Subscribers">
        <Link href={paths.subscriptionsOf(plan.key)}>
          {subscriberWords(plan.subscribers)}
        </Link>
      </Fact>
      <Fact label="Prices">
        <ul className={styles.prices}>
          {plan.prices.map(price => (
            <li key={price.id}>
              <Money {...price} />
            </li>
          ))}
        </ul>
      </Fact>
      <Fact label="Trial">
        {plan.trialDays > 0 ? `${plan.trialDays} days` : 'None'}
      </Fact>
      <Fact label="Limits">
        <PlanLimits plan={plan} />
      </Fact>
      <Fact label="Tenancy models">
        <PlanModels plan={plan} />
      </Fact>
      <Fact label="Features" wide>
        <PlanFeatures plan={plan} />
      </Fact>
    </Facts>
  );
}
