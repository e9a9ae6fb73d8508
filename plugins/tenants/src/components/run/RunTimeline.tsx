import { Fragment } from 'react';
import type { Run } from '@ananta/backstage-plugin-tenants-common';
import { VisuallyHidden } from '@backstage/ui';
import { announcementOf } from './progress';
import { TimelineStep } from './TimelineStep';
import styles from './RunTimeline.module.css';

/**
 * Every step of a run from its first second: what was done, what goes on, what
 * is still to come, what was taken back, and where the way back ends.
 */
export function RunTimeline({ run }: { run: Run }) {
  return (
    <>
      <VisuallyHidden role="status">{announcementOf(run)}</VisuallyHidden>
      <ol className={styles.timeline} aria-label="Steps">
        {run.steps.map((step, index) => (
          <Fragment key={step.id}>
            {step.pivot && <PivotMark />}
            <TimelineStep step={step} number={index + 1} />
          </Fragment>
        ))}
      </ol>
    </>
  );
}

function PivotMark() {
  return (
    <li className={styles.pivot}>
      <span>
        <strong>Point of no return</strong> — once the next step is done,
        nothing is rolled back any more.
      </span>
    </li>
  );
}
