import type { RunStatus } from '@ananta/backstage-plugin-tenants-common';

/** Statuses after which a run never changes again. */
export const FINISHED: readonly RunStatus[] = [
  'succeeded',
  'compensated',
  'cancelled',
];
