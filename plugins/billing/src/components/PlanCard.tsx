import type {
  BillingInterval,
  PlanWithSubscribers,
} from '@ananta/backstage-plugin-billing-common';
import { StatusBadge } from '@ananta/ui';
import { Card, CardBody, CardFooter, CardHeader, Link } from '@backstage/ui';
import { RiGroupLine } from '@remixicon/react';
import { paths } from '../paths';
import { PlanFeatures, PlanLimits, PlanModels } from './PlanFacts';
import { PlanPrice } from './PlanPrice';
import { subscriberWords } from './words';
import styles from './PlanCard.module.css';

/** A plan at a glance. */
export function PlanCard(props: {
  plan: PlanWithSubscribers;
  interval: BillingInterval;
}) {
  const { plan, interval } = props;
  return (
    <Card className={styles.card} role="listitem" aria-label={plan.name}>
      <CardHeader className={styles.header}>
        <div className={styles.title}>
          <h2>
            <Link
              href={paths.plan(plan.key)}
              variant="title-x-small"
              weight="bold"
              standalone
            >
              {plan.name}
            </Link>
          </h2>
          {plan.status !== 'published' && (
            <StatusBadge of="plan" status={plan.status} />
          )}
        </div>
        <PlanPrice plan={plan} interval={interval} />
        <p className={styles.description}>{plan.description}</p>
      </CardHeader>
      <CardBody className={styles.body}>
        <PlanLimits plan={plan} />
        <PlanFeatures plan={plan} />
        <div>
          <p className={styles.caption}>Tenancy models</p>
          <PlanModels plan={plan} />
        </div>
      </CardBody>
      <CardFooter className={styles.footer}>
        <Link href={paths.subscriptionsOf(plan.key)} standalone>
          <RiGroupLine size={16} aria-hidden />
          {subscriberWords(plan.subscribers)}
        </Link>
      </CardFooter>
    </Card>
  );
}
