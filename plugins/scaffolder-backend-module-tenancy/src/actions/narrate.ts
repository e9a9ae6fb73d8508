import type {
  AttemptView,
  Run,
  StepView,
} from '@ananta/backstage-plugin-tenants-common';

/** A line of a task's log. */
export interface Line {
  level: 'info' | 'warn' | 'error';
  text: string;
}

/** What happened between two looks at a run; at the first look, all of it. */
export function narrate(previous: Run | undefined, run: Run): Line[] {
  const lines = run.steps.flatMap((step, index) => {
    const before = previous?.steps.find(({ id }) => id === step.id);
    const prefix = `${index + 1}/${run.steps.length} ${step.title}`;
    return narrateStep(before, step).map(line => ({
      ...line,
      text: `${prefix}: ${line.text}`,
    }));
  });
  const reason =
    run.statusReason && run.statusReason !== previous?.statusReason
      ? `: ${run.statusReason}`
      : '';
  if (previous?.status !== run.status || reason) {
    lines.push({
      level: isTrouble(run) ? 'warn' : 'info',
      text: `Run is ${run.status}${reason}`,
    });
  }
  if (run.needsAttention && !previous?.needsAttention) {
    lines.push({ level: 'warn', text: 'Run needs attention' });
  }
  return lines;
}

function isTrouble({ status }: Run): boolean {
  return ['held', 'compensating', 'compensated', 'cancelled'].includes(status);
}

function narrateStep(before: StepView | undefined, step: StepView): Line[] {
  const lines = step.attempts.flatMap(attempt => {
    const earlier = before?.attempts.find(
      ({ kind, number }) => kind === attempt.kind && number === attempt.number,
    );
    return narrateAttempt(earlier, attempt);
  });
  if (step.nextAttemptAt && step.nextAttemptAt !== before?.nextAttemptAt) {
    lines.push({ level: 'info', text: `tries again at ${step.nextAttemptAt}` });
  }
  if (step.status !== before?.status) {
    lines.push(...narrateStatus(step));
  }
  return lines;
}

function narrateAttempt(
  earlier: AttemptView | undefined,
  attempt: AttemptView,
): Line[] {
  const what = attempt.kind === 'undo' ? 'undo attempt' : 'attempt';
  const lines: Line[] = [];
  if (!earlier) {
    lines.push({ level: 'info', text: `${what} ${attempt.number}` });
  }
  if (attempt.outcome === 'failed' && !earlier?.outcome) {
    const { message, code } = attempt.error ?? {};
    lines.push({
      level: 'warn',
      text: `${what} ${attempt.number} failed: ${message} (${code})`,
    });
  }
  if (attempt.outcome === 'lost' && !earlier?.outcome) {
    lines.push({
      level: 'warn',
      text: `${what} ${attempt.number} was lost with its process`,
    });
  }
  return lines;
}

function narrateStatus(step: StepView): Line[] {
  switch (step.status) {
    case 'succeeded':
      return [{ level: 'info', text: 'done' }];
    case 'failed':
      return [
        { level: 'error', text: `gave up: ${step.lastError?.message ?? ''}` },
      ];
    case 'skipped':
      return [{ level: 'info', text: 'skipped' }];
    case 'compensating':
      return [
        {
          level: 'warn',
          text: `being undone: ${step.undoTitle ?? step.title}`,
        },
      ];
    case 'compensated':
      return [{ level: 'info', text: 'undone' }];
    default:
      return [];
  }
}
