import assert from 'node:assert/strict';
import type { Run } from '@ananta/backstage-plugin-tenants-common';

/** A timeline of an ended run: no step half-way, attempts numbered without a gap. */
export function assertSoundTimeline(run: Run): void {
  for (const step of run.steps) {
    assert.ok(
      ['succeeded', 'skipped', 'failed', 'compensated'].includes(step.status),
      `${step.id} stands at ${step.status}`,
    );
    for (const kind of ['do', 'undo'] as const) {
      const numbers = step.attempts
        .filter(attempt => attempt.kind === kind)
        .map(attempt => attempt.number);
      assert.deepEqual(
        numbers,
        numbers.map((_, index) => index + 1),
        `attempts to ${kind} ${step.id}`,
      );
    }
    for (const attempt of step.attempts) {
      assert.ok(attempt.outcome, `an attempt of ${step.id} was left open`);
    }
  }
}
