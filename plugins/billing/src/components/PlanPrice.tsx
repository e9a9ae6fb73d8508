import type {
  BillingInterval,
  Plan,
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
  const saving = savingOf(plan, price);
  return (
    <div>
      <p className={styles.price}>
        <span className={styles.amount}>
          {formatMoney(price.amount, price.currency)}
        </span>{' '}
        <span className={styles.per}>/ {interval.replace('_', ' ')}</span>
      </p>
      <p className={styles.note}>
        {saving > 0
          ? `Saves ${formatMoney(saving, price.currency)} against monthly`
          : trialWords(plan, price.amount)}
      </p>
    </div>
  );
}

function trialWords(plan: Plan, amount: number): string {
  if (amount === 0) {
    return 'Free of charge';
  }
  return plan.trialDays > 0 ? `${plan.trialDays} days free trial` : 'No trial';
}
