import type { TenantCounts } from '@ananta/backstage-plugin-tenants-common';
import { Section, statusOptions, statusWords, type Tone } from '@ananta/ui';
import { Bars } from './Bars';
import { lists } from './tenantLinks';

const COLOURS: Record<Tone, string> = {
  neutral: 'var(--bui-border-2)',
  info: 'var(--bui-fg-announcement)',
  success: 'var(--bui-fg-positive)',
  warning: 'var(--bui-fg-warning)',
  danger: 'var(--bui-fg-negative)',
};

/** How many tenants are in which state of their life. */
export function StatusChart({ counts }: { counts: TenantCounts }) {
  const byStatus: Record<string, number | undefined> = counts.byStatus;
  const bars = statusOptions('tenant')
    .filter(({ value }) => (byStatus[value] ?? 0) > 0)
    .map(({ value, label }) => ({
      key: value,
      label,
      value: byStatus[value] ?? 0,
      to: lists.ofStatus(value),
      colour: COLOURS[statusWords('tenant', value).tone],
    }));
  return (
    <Section title="Tenants by status">
      <Bars label="Tenants by status" bars={bars} />
    </Section>
  );
}
