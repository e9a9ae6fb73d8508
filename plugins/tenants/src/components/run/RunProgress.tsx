import { StatusBadge } from '@ananta/ui';
import {
  FINISHED_RUN_STATUSES,
  type Run,
} from '@ananta/backstage-plugin-tenants-common';
import type { StreamState } from '../../api';
import { progressOf } from './progress';
import styles from './RunProgress.module.css';

/** Status, how many steps are done, and whether the view is live. */
export function RunProgress(props: { run: Run; stream?: StreamState }) {
  const { run, stream } = props;
  const { done, total, undoing } = progressOf(run);
  return (
    <div className={styles.progress}>
      <StatusBadge of="run" status={run.status} />
      <span>
        {done} of {total} steps {undoing ? 'undone' : 'done'}
      </span>
      <span className={styles.bar} data-status={run.status} aria-hidden>
        <span style={{ inlineSize: `${total ? (done / total) * 100 : 0}%` }} />
      </span>
      {!FINISHED_RUN_STATUSES.includes(run.status) && stream && (
        <span className={styles.live} data-state={stream}>
          {stream === 'live' ? 'Live' : 'Connecting…'}
        </span>
      )}
    </div>
  );
}
