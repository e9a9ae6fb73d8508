import type {
  BillingInterval,
  Plan,
  Price,
} from '@ananta/backstage-plugin-billing-common';
import { formatMoney } from '@ananta/ui';
import { priceOf, savingOf } from './prices';
import styles from './PlanPrice.module.css';

/** What a plan costs for an interval, large, with what that saves. */
export function PlanPrice(props: { plan: Plan; interval: BillingInterval }) {
  const { plan, interval } = props;
  const price = priceOf(plan, interval);
  if (!price) {
    return <p className={styles.note}>Not offered at this interval</p>;
  }
  return (
    <div>
      <p className={styles.price}>
        <span className={styles.amount}>
          {formatMoney(price.amount, price.currency)}
        </span>{' '}
        <span className={styles.per}>/ {interval.replace('_', ' ')}</span>
      </p>
      <p className={styles.note}>{describePrice(plan, price)}</p>
    </div>
  );
}

/** `14 days free trial · saves $58.00` */
function describePrice(plan: Plan, price: Price): string {
  if (price.amount === 0) {
    return 'Free of charge';
  }
  const saving = savingOf(plan, price);
  const trial =
    plan.trialDays > 0 ? `${plan.trialDays} days free trial` : 'No trial';
  return saving > 0
    ? `${trial} · saves ${formatMoney(saving, price.currency)}`
    : trial;
}
