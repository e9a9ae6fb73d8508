import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addUp,
  readJestTotals,
  readNodeTotals,
  totalsLine,
} from './results.ts';

test('adds up results into the last line', () => {
  const total = addUp([
    { passed: 3, failed: 1, skipped: 0 },
    { passed: 4, failed: 0, skipped: 2 },
  ]);
  assert.equal(totalsLine(total), '7 passed, 1 failed, 2 skipped');
});

test('reads the totals of either reporter of node --test', () => {
  const expected = { passed: 5, failed: 2, skipped: 2 };
  const spec = 'ℹ pass 5\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 1\n';
  assert.deepEqual(readNodeTotals(spec), expected);
  assert.deepEqual(readNodeTotals(spec.replaceAll('ℹ', '#')), expected);
});

test('takes the last totals, and none for none', () => {
  const twice = '# pass 1\n# fail 0\n# pass 2\n# fail 0\n';
  assert.equal(readNodeTotals(twice)?.passed, 2);
  assert.equal(readNodeTotals('Error: no such file'), undefined);
});

test('counts a Jest suite that does not load as failed', () => {
  const result = readJestTotals({
    numPassedTests: 9,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 1,
  });
  assert.deepEqual(result, { passed: 9, failed: 1, skipped: 1 });
});
