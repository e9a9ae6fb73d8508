import { useEffect, useRef, useState } from 'react';
import { SearchField, Select, ToggleButton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { statusOptions, useLoad } from '@ananta/ui';
import { tenantsApiRef } from '../api';
import type { TenantView } from './tenantView';
import { MODELS } from './words';
import styles from './TenantFilters.module.css';

/** How long typing must rest before the server is asked. */
const TYPING_PAUSE = 250;

const ANY = { value: 'any', label: 'Any' };
const MODEL_OPTIONS = [
  ANY,
  ...Object.entries(MODELS).map(([value, label]) => ({ value, label })),
];

/** Search and filters of the tenant list. */
export function TenantFilters(props: {
  view: TenantView;
  onChange: (patch: Partial<TenantView>) => void;
}) {
  const { view, onChange } = props;
  const api = useApi(tenantsApiRef);
  const plans = useLoad(signal => api.listPlans(signal), 'plans');
  const options = useLoad(signal => api.getOptions(signal), 'options');
  // A region that isn't offered any more may still have tenants.
  const regions = new Set(
    [...(options.data?.regions ?? []), view.region].filter(Boolean),
  );
  const planOptions = [
    ANY,
    ...uniqueBy(plans.data?.items ?? [], plan => plan.key).map(plan => ({
      value: plan.key,
      label: plan.name,
    })),
  ];
  return (
    <div className={styles.filters} role="search" aria-label="Tenants">
      <Search value={view.q} onChange={q => onChange({ q })} />
      <Select
        label="Status"
        selectionMode="multiple"
        placeholder="Any"
        options={statusOptions('tenant')}
        value={view.status}
        onChange={chosen => onChange({ status: (chosen as string[]) ?? [] })}
      />
      <Select
        label="Plan"
        options={planOptions}
        value={view.plan || ANY.value}
        onChange={plan => onChange({ plan: chosenOf(plan) })}
      />
      <Select
        label="Model"
        options={MODEL_OPTIONS}
        value={view.model || ANY.value}
        onChange={model => onChange({ model: chosenOf(model) })}
      />
      <Select
        label="Region"
        options={[ANY, ...[...regions].map(value => ({ value, label: value }))]}
        value={view.region || ANY.value}
        onChange={region => onChange({ region: chosenOf(region) })}
      />
      <ToggleButton
        isSelected={view.attention}
        onChange={attention => onChange({ attention })}
      >
        Needs attention
      </ToggleButton>
    </div>
  );
}

function chosenOf(value: unknown): string {
  return value === ANY.value ? '' : String(value ?? '');
}

function Search(props: { value: string; onChange: (value: string) => void }) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(value);
  const known = useRef(value);
  useEffect(() => {
    // A value that came from elsewhere; one's own echo must not undo typing.
    if (value !== known.current) {
      known.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    if (typed === value) {
      return undefined;
    }
    const timer = setTimeout(() => {
      known.current = typed;
      onChange(typed);
    }, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <SearchField
      className={styles.search}
      label="Search"
      placeholder="Key, name, domain, contact or label"
      value={typed}
      onChange={setTyped}
    />
  );
}

function uniqueBy<T>(items: T[], key: (item: T) => string): T[] {
  return [...new Map(items.map(item => [key(item), item])).values()];
}
