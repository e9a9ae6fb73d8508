/** How a status should make its reader feel. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** A status in words. */
export interface StatusWords {
  label: string;
  tone: Tone;
  /** Something is going on right now. */
  live?: boolean;
}

/** Whose status it is. */
export type StatusOf =
  'tenant' | 'run' | 'step' | 'resource' | 'subscription' | 'plan';

const VOCABULARY: Record<StatusOf, Record<string, StatusWords>> = {
  tenant: {
    pending: { label: 'Pending', tone: 'neutral' },
    provisioning: { label: 'Provisioning', tone: 'info', live: true },
    provisioning_failed: { label: 'Provisioning failed', tone: 'danger' },
    active: { label: 'Active', tone: 'success' },
    suspended: { label: 'Suspended', tone: 'warning' },
    offboarding: { label: 'Offboarding', tone: 'info', live: true },
    offboarded: { label: 'Offboarded', tone: 'neutral' },
    discarded: { label: 'Discarded', tone: 'neutral' },
  },
  run: {
    running: { label: 'Running', tone: 'info', live: true },
    waiting: { label: 'Waiting', tone: 'warning' },
    held: { label: 'Held', tone: 'warning' },
    compensating: { label: 'Undoing', tone: 'warning', live: true },
    succeeded: { label: 'Succeeded', tone: 'success' },
    compensated: { label: 'Undone', tone: 'danger' },
    cancelled: { label: 'Cancelled', tone: 'neutral' },
  },
  step: {
    pending: { label: 'To come', tone: 'neutral' },
    running: { label: 'Running', tone: 'info', live: true },
    succeeded: { label: 'Done', tone: 'success' },
    failed: { label: 'Failed', tone: 'danger' },
    skipped: { label: 'Not reached', tone: 'neutral' },
    compensating: { label: 'Undoing', tone: 'warning', live: true },
    compensated: { label: 'Undone', tone: 'neutral' },
  },
  resource: {
    planned: { label: 'Planned', tone: 'info' },
    confirmed: { label: 'Confirmed', tone: 'success' },
    removed: { label: 'Removed', tone: 'neutral' },
  },
  subscription: {
    pending: { label: 'Pending', tone: 'neutral' },
    trialing: { label: 'Trial', tone: 'info' },
    active: { label: 'Active', tone: 'success' },
    past_due: { label: 'Past due', tone: 'danger' },
    paused: { label: 'Paused', tone: 'warning' },
    suspended: { label: 'Suspended', tone: 'warning' },
    canceled: { label: 'Cancelled', tone: 'neutral' },
    expired: { label: 'Expired', tone: 'neutral' },
  },
  plan: {
    draft: { label: 'Draft', tone: 'neutral' },
    published: { label: 'Published', tone: 'success' },
    archived: { label: 'Archived', tone: 'neutral' },
  },
};

/** Words and tone of a status; an unknown one is shown as it is, neutrally. */
export function statusWords(of: StatusOf, status: string): StatusWords {
  return (
    VOCABULARY[of][status] ?? {
      label: status.replaceAll('_', ' '),
      tone: 'neutral',
    }
  );
}

/** Every known status of its kind, in the order of its life: for filters. */
export function statusOptions(
  of: StatusOf,
): Array<{ value: string; label: string }> {
  return Object.entries(VOCABULARY[of]).map(([value, { label }]) => ({
    value,
    label,
  }));
}
