import { decide, stateOf } from './machine';
import type { SagaPlan } from './types';
import { provisionLikePlan, richPlan } from './__testUtils__/plans';
import {
  assertSound,
  make,
  movesOf,
  openWorld,
  type World,
} from './__testUtils__/world';

interface Exploration {
  histories: number;
  ends: Record<string, number>;
}

/** Walks every history with at most `maxFaults` faults, to its end. */
function explore(plan: SagaPlan, maxFaults: number): Exploration {
  const result: Exploration = { histories: 0, ends: {} };
  const count = (end: string) => {
    result.histories += 1;
    result.ends[end] = (result.ends[end] ?? 0) + 1;
  };
  const walk = (world: World) => {
    assertSound(world);
    const { outcome, waiting } = stateOf(world.run);
    if (outcome) {
      count(outcome);
      return;
    }
    if (waiting?.kind === 'hold') {
      count('held');
    }
    const moves = movesOf(world);
    if (moves.length === 0) {
      throw new Error(`Stuck at ${JSON.stringify(decide(world.run))}`);
    }
    moves
      .filter(move => world.faults + move.faults <= maxFaults)
      .forEach(move => walk(make(world, move)));
  };
  walk(openWorld(plan));
  return result;
}

describe('every history of a run', () => {
  it.each([
    ['none', 0, { succeeded: 1 }],
    ['single', 1, undefined],
    ['double', 2, undefined],
    ['triple', 3, undefined],
  ] as const)(
    'with %s faults ends provisioned or undone, in order and once',
    (_name, faults, expected) => {
      const { histories, ends } = explore(provisionLikePlan(), faults);
      process.stdout.write(
        `explored ${histories} histories with up to ${faults} faults: ${JSON.stringify(ends)}\n`,
      );
      expect(Object.keys(ends).sort()).toEqual(
        Object.keys(expected ?? { cancelled: 1, compensated: 1, succeeded: 1 }),
      );
      expect(histories).toBeGreaterThanOrEqual(
        [1, 7 * 7 - 1, 200, 1_000][faults],
      );
    },
  );

  it('may be held where the plan says so, and goes on or back from there', () => {
    const { histories, ends } = explore(provisionLikePlan('hold'), 2);
    process.stdout.write(
      `explored ${histories} histories with holds: ${JSON.stringify(ends)}\n`,
    );
    expect(Object.keys(ends).sort()).toEqual([
      'cancelled',
      'compensated',
      'held',
      'succeeded',
    ]);
  });

  it.each([
    ['compensate', true],
    ['compensate', false],
    ['hold', true],
    ['hold', false],
  ] as const)(
    'is sound with gates, optional steps and steps after the pivot (%s, local pivot %s)',
    (onExhausted, pivotIsLocal) => {
      const { ends } = explore(richPlan(onExhausted, pivotIsLocal), 2);
      expect(ends.succeeded).toBeGreaterThan(0);
      expect(ends.held).toBeGreaterThan(0);
      expect(ends.compensated).toBeGreaterThan(0);
    },
  );
});
