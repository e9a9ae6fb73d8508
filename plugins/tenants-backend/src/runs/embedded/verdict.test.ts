import fc from 'fast-check';
import type { saga } from '@ananta/backstage-plugin-tenants-common';
import type { Attempt } from '../rows';
import { judge, neverArrived, nextAttemptAt } from './verdict';

const START = Date.parse('2030-01-01T00:00:00.000Z');

const step = (change: Partial<saga.PlannedStep> = {}): saga.PlannedStep => ({
  id: 'a',
  title: 'Do a',
  attemptTimeoutMs: 1_000,
  giveUpAfterMs: 10_000,
  backoff: { initialMs: 1_000, factor: 2, maxMs: 60_000 },
  compensable: true,
  pivot: false,
  optional: false,
  local: false,
  ...change,
});

const error = (errorClass: 'retryable' | 'final' | 'unknown') => ({
  class: errorClass,
  code: 'broken',
  message: 'Broken',
});

/** Attempts that failed so, and the last one, which is open. */
const attempts = (
  ...classes: Array<'retryable' | 'unknown' | 'lost'>
): Attempt[] =>
  [...classes, undefined].map((errorClass, index) => ({
    stepId: 'a',
    kind: 'do',
    number: index + 1,
    startedAt: new Date(START),
    ...(errorClass === 'lost' && { outcome: 'lost' }),
    ...(errorClass &&
      errorClass !== 'lost' && {
        outcome: 'failed',
        error: error(errorClass),
      }),
  }));

const judged = (
  planned: saga.PlannedStep,
  made: Attempt[],
  errorClass: 'retryable' | 'final' | 'unknown',
  afterMs: number,
  leavesTraces = false,
) =>
  judge(planned, made, error(errorClass), {
    now: new Date(START + afterMs),
    leavesTraces,
  });

describe('judge', () => {
  it('tries again while there is time, after 1 s × 2', () => {
    expect(judged(step(), attempts(), 'retryable', 500)).toEqual({
      kind: 'retry',
      at: new Date(START + 1_500),
    });
    expect(
      judged(step(), attempts('retryable', 'lost'), 'unknown', 500),
    ).toEqual({ kind: 'retry', at: new Date(START + 2_500) });
  });

  it('gives up when the next attempt would come too late', () => {
    expect(judged(step(), attempts(), 'retryable', 9_001)).toEqual({
      kind: 'give_up',
      arrived: false,
    });
  });

  it.each([
    ['an unknown error', attempts(), 'unknown', false, true],
    ['an unknown error before', attempts('unknown'), 'retryable', false, true],
    ['a lost attempt before', attempts('lost'), 'retryable', false, true],
    ['traces of its own', attempts(), 'retryable', true, true],
    ['nothing of that', attempts('retryable'), 'retryable', false, false],
  ] as const)(
    'knows by %s whether it may have arrived',
    (_name, made, errorClass, leavesTraces, arrived) => {
      expect(
        judged(step(), [...made], errorClass, 20_000, leavesTraces),
      ).toEqual({ kind: 'give_up', arrived });
    },
  );

  it('gives up at once when trying again never helps', () => {
    expect(judged(step(), attempts('unknown'), 'final', 0)).toEqual({
      kind: 'give_up',
      arrived: true,
    });
  });

  it('never undoes an unknown pivot: it asks until there is an answer', () => {
    const pivot = step({ pivot: true, compensable: false });
    expect(judged(pivot, attempts('unknown'), 'retryable', 99_000)).toEqual({
      kind: 'retry',
      at: new Date(START + 101_000),
    });
    expect(judged(pivot, attempts('unknown'), 'final', 99_000)).toEqual({
      kind: 'give_up',
      arrived: false,
    });
  });

  it('knows that a local step that failed has no effect', () => {
    expect(
      judged(step({ local: true }), attempts('lost'), 'retryable', 20_000),
    ).toEqual({ kind: 'give_up', arrived: false });
  });
});

describe('nextAttemptAt', () => {
  it('never waits longer than the longest wait, nor less the longer it fails', () => {
    const { backoff } = step();
    const wait = (failures: number) =>
      nextAttemptAt(
        backoff,
        attempts(...Array<'unknown'>(failures).fill('unknown')),
        new Date(START),
      ).getTime() - START;
    fc.assert(
      fc.property(fc.nat({ max: 500 }), failures => {
        expect(wait(failures)).toBeLessThanOrEqual(60_000);
        expect(wait(failures + 1)).toBeGreaterThanOrEqual(wait(failures));
      }),
    );
  });
});

describe('neverArrived', () => {
  it('does not trust an attempt whose end nobody saw', () => {
    expect(neverArrived(attempts())).toBe(false);
    expect(neverArrived(attempts('retryable').slice(0, 1))).toBe(true);
    expect(neverArrived([])).toBe(true);
  });
});
