import { Select } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useLoad } from '@ananta/ui';
import { billingApiRef } from '../api';
import styles from './filters.module.css';

const ANY = 'any';

/** Chooses a plan by its key; none means any. */
export function PlanFilter(props: {
  value: string;
  onChange: (planKey: string) => void;
}) {
  const api = useApi(billingApiRef);
  const plans = useLoad(signal => api.listPlans(signal), 'plans');
  return (
    <Select
      className={styles.filter}
      label="Plan"
      options={[
        { id: ANY, label: 'Any' },
        ...(plans.data?.items ?? []).map(({ key, name }) => ({
          id: key,
          label: name,
        })),
      ]}
      value={props.value || ANY}
      onChange={key => props.onChange(key === ANY ? '' : String(key ?? ''))}
    />
  );
}
