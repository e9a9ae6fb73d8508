import type { AttemptView } from '@ananta/backstage-plugin-tenants-common';
import { Duration, formatExact, ScrollArea } from '@ananta/ui';
import styles from './AttemptList.module.css';

const OUTCOMES: Record<string, string> = {
  succeeded: 'succeeded',
  failed: 'failed',
  lost: 'answer lost',
};

/** Each attempt at a step, with its time and what came of it. */
export function AttemptList({ attempts }: { attempts: AttemptView[] }) {
  return (
    <ScrollArea label="Attempts">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Attempt</th>
            <th scope="col">Started</th>
            <th scope="col">Took</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map(attempt => (
            <tr key={`${attempt.kind}-${attempt.number}`}>
              <td>
                {attempt.kind === 'undo' ? 'Undo ' : ''}
                {attempt.number}
              </td>
              <td>{formatExact(attempt.startedAt)}</td>
              <td>
                <Duration from={attempt.startedAt} to={attempt.finishedAt} />
              </td>
              <td data-outcome={attempt.outcome}>{outcomeOf(attempt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function outcomeOf({ outcome, error }: AttemptView): string {
  if (!outcome) {
    return 'under way';
  }
  return error ? `${OUTCOMES[outcome]}: ${error.message}` : OUTCOMES[outcome];
}
