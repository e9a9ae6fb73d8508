import type { BillingInterval } from '@ananta/backstage-plugin-billing-common';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { INTERVALS } from './words';

/** Chooses for which billing interval prices are shown. */
export function IntervalToggle(props: {
  intervals: BillingInterval[];
  value: BillingInterval;
  onChange: (interval: BillingInterval) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label="Billed"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={keys =>
        props.onChange([...keys][0] as BillingInterval)
      }
    >
      {props.intervals.map(interval => (
        <ToggleButton key={interval} id={interval}>
          {INTERVALS[interval]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
