import type { Plan } from '@ananta/backstage-plugin-billing-common';
import { RiCheckLine, RiCloseLine } from '@remixicon/react';
import { VisuallyHidden } from '@backstage/ui';
import { featureWords, limitWords, MODELS } from './words';
import styles from './PlanFacts.module.css';

/** How much of everything a plan allows. */
export function PlanLimits({ plan }: { plan: Plan }) {
  return (
    <ul className={styles.list} aria-label="Limits">
      {Object.entries(plan.limits).map(([name, value]) => (
        <li key={name} className={styles.limit}>
          {limitWords(name, value)}
        </li>
      ))}
    </ul>
  );
}

/** What a plan includes, and what it lacks. */
export function PlanFeatures({ plan }: { plan: Plan }) {
  return (
    <ul className={`${styles.list} ${styles.features}`} aria-label="Features">
      {Object.entries(plan.features).map(([name, included]) => (
        <li
          key={name}
          className={styles.feature}
          data-included={included || undefined}
        >
          {included ? (
            <RiCheckLine size={16} aria-hidden />
          ) : (
            <RiCloseLine size={16} aria-hidden />
          )}
          {featureWords(name)}
          {!included && <VisuallyHidden> not included</VisuallyHidden>}
        </li>
      ))}
    </ul>
  );
}

/** How a plan's tenants may share what they run on; the first is the default. */
export function PlanModels({ plan }: { plan: Plan }) {
  return (
    <ul className={styles.models} aria-label="Tenancy models">
      {plan.tenancyModels.map(model => (
        <li key={model} title={MODELS[model].meaning}>
          {MODELS[model].name}
        </li>
      ))}
    </ul>
  );
}
