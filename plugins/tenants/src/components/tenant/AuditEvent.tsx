import type { AuditEventView } from '@ananta/backstage-plugin-tenants-common';
import { CopyableId, RelativeTime, ScrollArea } from '@ananta/ui';
import { ActorName } from '../ActorName';
import { diffOf, type Difference } from './diff';
import styles from './AuditEvent.module.css';

/** One act: who, what, when; the change unfolds. */
export function AuditEvent({ event }: { event: AuditEventView }) {
  const differences = diffOf(event.before, event.after);
  return (
    <li className={styles.event}>
      <div className={styles.head}>
        <span className={styles.sequence}>#{event.sequence}</span>
        <code className={styles.action}>{event.action}</code>
        <span>
          by <ActorName actor={event.actor} />
          {event.onBehalfOf && (
            <>
              {' '}
              for <ActorName actor={event.onBehalfOf} />
            </>
          )}
        </span>
        <span className={styles.when}>
          <RelativeTime at={event.at} />
        </span>
      </div>
      {differences.length > 0 && (
        <details className={styles.details}>
          <summary>{summaryOf(event, differences.length)}</summary>
          <DiffTable differences={differences} />
          {event.requestId && (
            <p className={styles.request}>
              Request <CopyableId value={event.requestId} label="request id" />
            </p>
          )}
        </details>
      )}
    </li>
  );
}

function summaryOf(event: AuditEventView, count: number): string {
  if (!event.before) {
    return 'What it was made with';
  }
  return count === 1 ? '1 change' : `${count} changes`;
}

function DiffTable({ differences }: { differences: Difference[] }) {
  return (
    <ScrollArea label="Changes">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">{path}</th>
              <td>{before !== undefined && <del>{before}</del>}</td>
              <td>{after !== undefined && <ins>{after}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
