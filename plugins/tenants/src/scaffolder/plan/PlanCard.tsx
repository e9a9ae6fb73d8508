import type { Plan, Price } from '@ananta/backstage-plugin-billing-common';
import { Money } from '@ananta/ui';
import { RiCheckboxCircleFill } from '@remixicon/react';
import styles from './PlanField.module.css';

/** One plan to choose: a radio button that looks like a card. */
export function PlanCard(props: {
  plan: Plan;
  /** Absent when the plan isn't offered at the chosen interval. */
  price: Price | undefined;
  /** Name of the group of radio buttons. */
  name: string;
  chosen: boolean;
  onChoose: () => void;
}) {
  const { plan, price, chosen } = props;
  return (
    <label className={styles.card} data-disabled={!price || undefined}>
      <input
        type="radio"
        className={styles.radio}
        name={props.name}
        value={plan.key}
        checked={chosen}
        disabled={!price}
        onChange={props.onChoose}
      />
      <span className={styles.title}>
        {plan.name}
        {chosen && <RiCheckboxCircleFill size={18} aria-hidden />}
      </span>
      <span className={styles.price}>
        {price ? <Money {...price} /> : 'Not offered at this interval'}
      </span>
      <span className={styles.text}>{plan.description}</span>
      <ul className={styles.facts}>
        {plan.trialDays > 0 && <li>{plan.trialDays} days free trial</li>}
        {Object.entries(plan.limits).map(([limit, value]) => (
          <li key={limit}>{describeLimit(limit, value)}</li>
        ))}
      </ul>
    </label>
  );
}

/** `maxStorageGb: 10` as "10 GB storage", `null` as unlimited. */
function describeLimit(name: string, value: number | null): string {
  const words = name
    .replace(/^max/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  const what = words.replace(/ gb$/, '');
  const unit = words.endsWith(' gb') ? ' GB' : '';
  const amount =
    value === null ? 'Unlimited' : `${value.toLocaleString('en')}${unit}`;
  return `${amount} ${what}`;
}
