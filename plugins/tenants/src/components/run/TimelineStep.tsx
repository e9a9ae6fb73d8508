import { useId, useState } from 'react';
import type { StepView } from '@ananta/backstage-plugin-tenants-common';
import {
  Countdown,
  Duration,
  RelativeTime,
  StatusBadge,
  statusWords,
} from '@ananta/ui';
import {
  RiArrowDownSLine,
  RiArrowGoBackLine,
  RiCheckLine,
  RiCloseLine,
  RiMoreLine,
  RiSubtractLine,
} from '@remixicon/react';
import { AttemptList } from './AttemptList';
import { isUndo } from './progress';
import styles from './RunTimeline.module.css';

/** One row of the timeline; its attempts unfold. */
export function TimelineStep(props: { step: StepView; number: number }) {
  const { step, number } = props;
  const [open, setOpen] = useState(false);
  const attemptsId = useId();
  const title = isUndo(step)
    ? (step.undoTitle ?? `Undo: ${step.title}`)
    : step.title;

  return (
    <li className={styles.step} data-status={step.status}>
      <span className={styles.marker} aria-hidden>
        <Marker step={step} number={number} />
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <span className={styles.title}>{title}</span>
          <State step={step} />
          <span className={styles.meta}>
            <Timing step={step} />
            {step.attempts.length > 0 && (
              <button
                type="button"
                className={styles.toggle}
                aria-expanded={open}
                aria-controls={attemptsId}
                onClick={() => setOpen(!open)}
              >
                {attemptCount(step)}
                <RiArrowDownSLine size={16} aria-hidden />
              </button>
            )}
          </span>
        </div>
        <Trouble step={step} />
        <div id={attemptsId} hidden={!open}>
          {open && <AttemptList attempts={step.attempts} />}
        </div>
      </div>
    </li>
  );
}

function Marker({ step, number }: { step: StepView; number: number }) {
  switch (step.status) {
    case 'succeeded':
      return <RiCheckLine size={16} />;
    case 'failed':
      return <RiCloseLine size={16} />;
    case 'compensating':
    case 'compensated':
      return <RiArrowGoBackLine size={15} />;
    case 'skipped':
      return <RiSubtractLine size={16} />;
    case 'running':
      return <RiMoreLine size={18} />;
    default:
      return <>{number}</>;
  }
}

/** Steps that nothing happened to keep quiet. */
function State({ step }: { step: StepView }) {
  return step.status === 'pending' || step.status === 'skipped' ? (
    <span className={styles.quiet}>
      {statusWords('step', step.status).label}
    </span>
  ) : (
    <StatusBadge of="step" status={step.status} />
  );
}

function Timing({ step }: { step: StepView }) {
  const startedAt = startOf(step);
  if (!startedAt) {
    return null;
  }
  return (
    <span>
      <Duration from={startedAt} to={step.finishedAt} />
      {step.finishedAt && (
        <>
          {', '}
          <RelativeTime at={step.finishedAt} />
        </>
      )}
    </span>
  );
}

/** The last error stays visible while the step isn't done with it. */
function Trouble({ step }: { step: StepView }) {
  const { lastError, nextAttemptAt } = step;
  if (!lastError || step.status === 'succeeded') {
    return null;
  }
  return (
    <p className={styles.trouble}>
      {lastError.message} <code>{lastError.code}</code>
      {nextAttemptAt && (
        <span className={styles.next}>
          Next attempt <Countdown until={nextAttemptAt} />
        </span>
      )}
    </p>
  );
}

/** When what the row shows began: the undo of a step that is taken back. */
function startOf(step: StepView): string | undefined {
  return isUndo(step)
    ? step.attempts.find(({ kind }) => kind === 'undo')?.startedAt
    : step.startedAt;
}

function attemptCount(step: StepView): string {
  const { length } = step.attempts;
  return length === 1 ? '1 attempt' : `${length} attempts`;
}
