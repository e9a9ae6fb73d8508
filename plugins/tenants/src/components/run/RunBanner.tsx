import { Alert, ButtonLink } from '@backstage/ui';
import type { Run } from '@ananta/backstage-plugin-tenants-common';
import { paths } from '../../paths';

type Look = {
  status: 'info' | 'success' | 'warning' | 'danger';
  title: string;
  description?: string;
};

/** Why a run stands where it stands, or how it ended; nothing while all goes well. */
export function RunBanner({ run }: { run: Run }) {
  const look = lookOf(run);
  return look ? (
    <Alert
      icon
      {...look}
      customActions={
        run.retriedBy && (
          <ButtonLink
            size="small"
            variant="secondary"
            href={paths.run(run.retriedBy)}
          >
            Open the retry
          </ButtonLink>
        )
      }
    />
  ) : null;
}

function lookOf(run: Run): Look | undefined {
  const why = run.statusReason;
  if (run.needsAttention) {
    return {
      status: 'danger',
      title: 'Needs attention',
      description: why ?? 'This run is stuck and somebody has to look.',
    };
  }
  switch (run.status) {
    case 'succeeded':
      return {
        status: 'success',
        title: `${run.tenantName} is ready`,
        description: why,
      };
    case 'compensated':
      return {
        status: 'danger',
        title: 'It did not work, and everything was undone',
        description:
          why ?? 'Nothing of the tenant is left behind. A retry starts afresh.',
      };
    case 'cancelled':
      return {
        status: 'info',
        title: 'Cancelled',
        description: why ?? 'Everything was undone.',
      };
    case 'compensating':
      return {
        status: 'warning',
        title: 'Undoing what was done',
        description: why,
      };
    case 'waiting':
    case 'held':
      return { status: 'warning', title: 'Waiting', description: why };
    default:
      return run.cancelRequested
        ? {
            status: 'info',
            title: 'Cancel requested',
            description:
              'The step under way ends first; then everything is undone.',
          }
        : undefined;
  }
}
