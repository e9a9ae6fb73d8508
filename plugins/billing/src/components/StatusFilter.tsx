import { Select } from '@backstage/ui';
import { statusOptions } from '@ananta/ui';

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
      style={{ maxWidth: '18rem' }}
      label="Status"
      selectionMode="multiple"
      placeholder="Any"
      options={OPTIONS}
      value={props.value}
      onChange={chosen => props.onChange((chosen as string[]) ?? [])}
    />
  );
}
