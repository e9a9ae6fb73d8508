import { useState } from 'react';
import type {
  BillingInterval,
  Plan,
} from '@ananta/backstage-plugin-billing-common';
import { ErrorPanel, useLoad } from '@ananta/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Skeleton, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { tenantsApiRef } from '../../api';
import { PlanCard } from './PlanCard';
import styles from './PlanField.module.css';
import { describeCost, EACH, intervalsOf, priceOf } from './prices';

/** A plan and how often it is billed. */
export interface PlanChoice {
  key: string;
  interval: BillingInterval;
}

/** Plans as cards, with their prices by interval and what the choice will cost. */
export function PlanField(props: FieldExtensionComponentProps<PlanChoice>) {
  const { formData, onChange, required, schema, idSchema } = props;
  const api = useApi(tenantsApiRef);
  const { data, error, reload } = useLoad(
    async signal => byTier((await api.listPlans(signal)).items),
    'plans',
  );
  const [interval, setInterval] = useState(formData?.interval ?? 'month');
  const chosen = data?.find(({ key }) => key === formData?.key);

  const chooseInterval = (next: BillingInterval) => {
    setInterval(next);
    const offered = chosen && priceOf(chosen, next);
    onChange(offered ? { key: chosen.key, interval: next } : undefined);
  };

  if (error && !data) {
    return (
      <ErrorPanel
        error={error}
        title="The plans could not be loaded"
        onRetry={reload}
      />
    );
  }
  const price = chosen && priceOf(chosen, interval);
  return (
    <fieldset className={styles.root} id={idSchema?.$id}>
      <legend className={styles.legend}>
        {schema.title ?? 'Plan'}
        {required && <span className={styles.required}>(Required)</span>}
      </legend>
      {schema.description && (
        <p className={styles.description}>{schema.description}</p>
      )}
      <ToggleButtonGroup
        className={styles.intervals}
        aria-label="Billed"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[interval]}
        onSelectionChange={keys =>
          chooseInterval([...keys][0] as BillingInterval)
        }
      >
        {(data ? intervalsOf(data) : [interval]).map(each => (
          <ToggleButton key={each} id={each}>
            {EACH[each]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className={styles.cards}>
        {data?.map(plan => (
          <PlanCard
            key={plan.key}
            plan={plan}
            price={priceOf(plan, interval)}
            name={`${idSchema?.$id}-plan`}
            chosen={plan.key === formData?.key}
            onChoose={() => onChange({ key: plan.key, interval })}
          />
        )) ?? <PlanSkeletons />}
      </div>
      <p role="status" className={styles.cost}>
        {price ? describeCost(chosen, price) : ''}
      </p>
    </fieldset>
  );
}

function PlanSkeletons() {
  return (
    <>
      {[1, 2, 3, 4].map(number => (
        <Skeleton key={number} width="100%" height={196} />
      ))}
    </>
  );
}

function byTier(plans: Plan[]): Plan[] {
  return [...plans].sort((a, b) => a.tier - b.tier);
}
