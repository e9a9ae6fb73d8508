import { Select } from '@backstage/ui';
import { statusOptions } from '@ananta/ui';
import styles from './filters.module.css';

const OPTIONS = statusOptions('subscription').map(({ value, label }) => ({
  id: value,
  label,
}));

/** Chooses statuses of subscriptions; none means any. */
export function StatusFilter(props: {
  value: string[];
  onChange: (statuses: string[]) => void;
}) {
  return (
    <Select
      className={styles.filter}
      label="Status"
      selectionMode="multiple"
      placeholder="Any"
      options={OPTIONS}
      value={props.value}
      onChange={chosen => props.onChange((chosen as string[]) ?? [])}
    />
  );
}
