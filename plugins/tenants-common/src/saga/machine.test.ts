import fc from 'fast-check';
import {
  apply,
  decide,
  IllegalEventError,
  refusal,
  startRun,
  stateOf,
} from './machine';
import { project } from './projection';
import type { MachineEvent, SagaPlan, SagaRun } from './types';
import {
  plannedStep,
  provisionLikePlan,
  richPlan,
} from './__testUtils__/plans';
import { assertSound, make, movesOf, openWorld } from './__testUtils__/world';

const start = (plan: SagaPlan): SagaRun =>
  startRun({ id: 'run-1', type: 'test', input: {}, plan });

const after = (plan: SagaPlan, ...events: MachineEvent[]): SagaRun =>
  events.reduce(apply, start(plan));

const did = (...stepIds: string[]): MachineEvent[] =>
  stepIds.flatMap(stepId => [
    { type: 'step.registered', stepId },
    { type: 'step.succeeded', stepId },
  ]);

const registered = (stepId: string): MachineEvent => ({
  type: 'step.registered',
  stepId,
});

const gaveUp = (stepId: string, arrived = true): MachineEvent => ({
  type: 'step.failed',
  stepId,
  arrived,
  error: { class: 'final', code: 'refused', message: 'Refused' },
});

const cancelled: MachineEvent = {
  type: 'run.cancelled',
  by: 'user:default/erin-engineer',
};

const three: SagaPlan = {
  onExhausted: 'compensate',
  steps: [
    plannedStep('a'),
    plannedStep('b'),
    plannedStep('p', { pivot: true, compensable: false, local: true }),
  ],
};

describe('the saga machine', () => {
  it('executes the steps in order and finishes', () => {
    expect(decide(start(three))).toEqual({ kind: 'execute', stepId: 'a' });
    expect(decide(after(three, ...did('a')))).toEqual({
      kind: 'execute',
      stepId: 'b',
    });
    expect(decide(after(three, ...did('a', 'b', 'p')))).toEqual({
      kind: 'finish',
      outcome: 'succeeded',
    });
  });

  it('undoes a step whose answer was lost, but not one that never arrived', () => {
    expect(
      decide(after(three, ...did('a'), registered('b'), gaveUp('b', true))),
    ).toEqual({ kind: 'compensate', stepId: 'b' });
    expect(
      decide(after(three, ...did('a'), registered('b'), gaveUp('b', false))),
    ).toEqual({ kind: 'compensate', stepId: 'a' });
  });

  it('undoes the step under way when a cancel comes, unless it is untouched', () => {
    const underWay = after(three, ...did('a'), registered('b'));
    expect(decide(apply(underWay, cancelled))).toEqual({
      kind: 'compensate',
      stepId: 'b',
    });
    expect(
      decide(apply(underWay, { ...cancelled, untouched: 'b' } as MachineEvent)),
    ).toEqual({ kind: 'compensate', stepId: 'a' });
  });

  it('accepts a cancel until the local pivot has succeeded', () => {
    const atPivot = after(three, ...did('a', 'b'), registered('p'));
    expect(refusal(atPivot, cancelled)).toBeUndefined();
    expect(refusal(after(three, ...did('a', 'b', 'p')), cancelled)).toMatch(
      "'p' has been reached",
    );
  });

  it('refuses a cancel once a pivot elsewhere is under way', () => {
    const plan: SagaPlan = {
      ...three,
      steps: three.steps.map(step => ({ ...step, local: false })),
    };
    const atPivot = after(plan, ...did('a', 'b'), registered('p'));
    expect(refusal(atPivot, cancelled)).toMatch("'p' has been reached");
  });

  it('lets the pivot fail by a definite refusal only', () => {
    const atPivot = after(three, ...did('a', 'b'), registered('p'));
    expect(refusal(atPivot, gaveUp('p', true))).toMatch('definite refusal');
    expect(decide(apply(atPivot, gaveUp('p', false)))).toEqual({
      kind: 'compensate',
      stepId: 'b',
    });
  });

  it('never reports success while an undo is open', () => {
    const undoing = after(three, ...did('a'), registered('b'), gaveUp('b'));
    for (const outcome of ['succeeded', 'compensated', 'cancelled'] as const) {
      expect(() => apply(undoing, { type: 'run.finished', outcome })).toThrow(
        IllegalEventError,
      );
    }
  });

  it('goes on after an operator has resolved a stuck undo', () => {
    const undoing = after(three, ...did('a'), registered('b'), gaveUp('b'));
    const resolved = apply(undoing, {
      type: 'undo.resolved',
      stepId: 'b',
      resolution: 'orphan',
      reason: 'The server is gone',
      by: 'user:default/olivia-ops',
    });
    expect(decide(resolved)).toEqual({ kind: 'compensate', stepId: 'a' });
    expect(stateOf(resolved).steps.b.undone).toBe('orphan');
  });

  it('holds where the plan says so, and resumes with the same step', () => {
    const plan: SagaPlan = { ...three, onExhausted: 'hold', holdForMs: 5 };
    const failed = after(plan, ...did('a'), registered('b'), gaveUp('b'));
    const reason = { kind: 'hold', stepId: 'b', holdForMs: 5 } as const;
    expect(decide(failed)).toEqual({ kind: 'wait', reason });
    const held = apply(failed, { type: 'run.waiting', reason });
    expect(project(held).status).toBe('held');
    expect(
      decide(apply(held, { type: 'run.resumed', answer: 'resume' })),
    ).toEqual({ kind: 'execute', stepId: 'b' });
    expect(
      decide(apply(held, { type: 'run.resumed', answer: 'undo' })),
    ).toEqual({ kind: 'compensate', stepId: 'b' });
    expect(decide(apply(held, cancelled))).toEqual({
      kind: 'compensate',
      stepId: 'b',
    });
  });

  it('rolls nothing back after the pivot: a step there is held, an optional one reported', () => {
    const plan = richPlan('compensate', true);
    const committed = after(
      plan,
      { type: 'run.waiting', reason: { kind: 'approval', stepId: 'a' } },
      { type: 'run.resumed', answer: 'approved' },
      ...did('a', 'b', 'c'),
      {
        type: 'run.waiting',
        reason: { kind: 'date', stepId: 'p', at: '2030-01-01T00:00:00.000Z' },
      },
      { type: 'run.resumed', answer: 'date_reached' },
      ...did('p'),
      registered('m'),
      gaveUp('m'),
      registered('n'),
      gaveUp('n'),
    );
    expect(decide(committed)).toEqual({
      kind: 'wait',
      reason: { kind: 'hold', stepId: 'n' },
    });
    const held = apply(committed, {
      type: 'run.waiting',
      reason: { kind: 'hold', stepId: 'n' },
    });
    expect(refusal(held, { type: 'run.resumed', answer: 'undo' })).toMatch(
      'nothing is undone',
    );
  });

  it('waits for the engine whatever it was doing, and goes on there', () => {
    const waiting = after(three, ...did('a'), registered('b'), {
      type: 'run.waiting',
      reason: { kind: 'engine' },
    });
    expect(project(waiting).status).toBe('waiting');
    expect(
      decide(apply(waiting, { type: 'run.resumed', answer: 'resume' })),
    ).toEqual({ kind: 'execute', stepId: 'b' });
  });

  it('counts steps done, and on the way back steps undone', () => {
    const progressAfter = (...events: MachineEvent[]) =>
      project(after(three, ...events)).progress;
    const failed = [...did('a'), registered('b'), gaveUp('b')];
    expect(progressAfter()).toEqual({ done: 0, total: 3 });
    expect(progressAfter(...did('a'))).toEqual({ done: 1, total: 3 });
    expect(progressAfter(...failed)).toEqual({ done: 0, total: 2 });
    expect(
      progressAfter(...failed, { type: 'undo.succeeded', stepId: 'b' }),
    ).toEqual({ done: 1, total: 2 });
    expect(
      progressAfter(...did('a'), registered('b'), gaveUp('b', false)),
    ).toEqual({ done: 0, total: 1 });
    expect(progressAfter(cancelled)).toEqual({ done: 0, total: 0 });
  });

  it('changes nothing after the end', () => {
    const finished = after(three, ...did('a', 'b', 'p'), {
      type: 'run.finished',
      outcome: 'succeeded',
    });
    expect(() => apply(finished, cancelled)).toThrow(IllegalEventError);
    expect(decide(finished)).toEqual({ kind: 'finish', outcome: 'succeeded' });
  });

  it('does not drive a run by rules that it does not know', () => {
    const run = { ...start(three), machineVersion: 99 };
    expect(() => decide(run)).toThrow('machine version 99');
  });

  it.each([
    ['no steps', []],
    ['one id twice', [plannedStep('a'), plannedStep('a')]],
    [
      'two pivots',
      ['p', 'q'].map(id =>
        plannedStep(id, { pivot: true, compensable: false }),
      ),
    ],
    ['a pivot that is undone', [plannedStep('p', { pivot: true })]],
  ])('refuses a plan with %s', (_name, steps) => {
    expect(() => start({ onExhausted: 'compensate', steps })).toThrow();
  });
});

const anyPlan = fc.constantFrom(
  provisionLikePlan(),
  provisionLikePlan('hold'),
  richPlan('compensate', true),
  richPlan('hold', false),
);

describe('any walk through the machine', () => {
  it('keeps every promise, and ends as soon as nothing fails any more', () => {
    fc.assert(
      fc.property(
        anyPlan,
        fc.array(fc.nat({ max: 50 }), { maxLength: 60 }),
        (plan, choices) => {
          let world = openWorld(plan);
          for (const choice of choices) {
            const moves = stateOf(world.run).outcome ? [] : movesOf(world);
            if (moves.length === 0) {
              break;
            }
            world = make(world, moves[choice % moves.length]);
            assertSound(world);
          }
          for (let i = 0; i < 60 && !stateOf(world.run).outcome; i += 1) {
            const [kind] = movesOf(world).filter(move => move.faults === 0);
            world = make(world, kind);
            assertSound(world);
          }
          expect(stateOf(world.run).outcome).toBeDefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('refuses or applies any event, and never changes a run in place', () => {
    const stepId = fc.constantFrom('a', 'b', 'c', 'p', 'm', 'n');
    const anyEvent: fc.Arbitrary<MachineEvent> = fc.oneof(
      stepId.map(registered),
      stepId.map(id => ({ type: 'step.succeeded' as const, stepId: id })),
      fc
        .tuple(stepId, fc.boolean())
        .map(([id, arrived]) => gaveUp(id, arrived)),
      stepId.map(id => ({ type: 'undo.succeeded' as const, stepId: id })),
      fc
        .constantFrom('approved', 'date_reached', 'resume', 'undo')
        .map(answer => ({ type: 'run.resumed', answer }) as MachineEvent),
      fc
        .constantFrom('succeeded', 'compensated', 'cancelled')
        .map(outcome => ({ type: 'run.finished', outcome }) as MachineEvent),
      fc.constant(cancelled),
      fc.constant<MachineEvent>({ type: 'run.started' }),
    );
    const outcomeOf = (run: SagaRun, event: MachineEvent) => {
      try {
        return apply(run, event);
      } catch (error) {
        return (error as Error).name;
      }
    };
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), events => {
        let run = start(richPlan('compensate', true));
        for (const event of events) {
          const before = JSON.stringify(run);
          const accepted = {
            ...run,
            events: [...run.events, { ...event, seq: run.events.length + 1 }],
          };
          const expected = refusal(run, event) ? 'IllegalEventError' : accepted;
          expect(outcomeOf(run, event)).toEqual(expected);
          expect(JSON.stringify(run)).toBe(before);
          run = typeof expected === 'string' ? run : expected;
        }
      }),
    );
  });
});
