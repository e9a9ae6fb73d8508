import type { RunSummary } from '@ananta/backstage-plugin-tenants-common';
import { RelativeTime, StatusBadge } from '@ananta/ui';
import { paths } from '@ananta/backstage-plugin-tenants';
import { Link } from 'react-router-dom';
import styles from './lists.module.css';

/** Runs in few words, each leading to its page. */
export function RunList({ runs }: { runs: RunSummary[] }) {
  return (
    <ul className={styles.list}>
      {runs.map(run => (
        <li key={run.id}>
          <Link to={paths.run(run.id)} className={styles.row}>
            <span className={styles.text}>
              <strong>{run.tenantName}</strong>
              <span className={styles.detail}>{detailOf(run)}</span>
            </span>
            <StatusBadge of="run" status={run.status} />
            <span className={styles.when}>
              <RelativeTime at={run.createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function detailOf(run: RunSummary): string {
  const { done, total } = run.progress;
  const where = run.statusReason ?? run.currentStep ?? 'About to start';
  return `${where} · ${done} of ${total} steps`;
}
