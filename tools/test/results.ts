/** What one check found. */
export interface Result {
  passed: number;
  failed: number;
  skipped: number;
  /** Said beside the totals, such as why something was skipped. */
  note?: string;
}

export const PASSED: Result = { passed: 1, failed: 0, skipped: 0 };
export const FAILED: Result = { passed: 0, failed: 1, skipped: 0 };

export function addUp(results: Result[]): Result {
  const sum = (pick: (result: Result) => number) =>
    results.reduce((total, result) => total + pick(result), 0);
  return {
    passed: sum(result => result.passed),
    failed: sum(result => result.failed),
    skipped: sum(result => result.skipped),
  };
}

/** The last line of `bin/test`. */
export function totalsLine({ passed, failed, skipped }: Result): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Totals from what `node --test` prints; nothing when it printed none. */
export function readNodeTotals(output: string): Result | undefined {
  const last = (name: string) => {
    const lines = [
      ...output.matchAll(new RegExp(`^\\W* ?${name} (\\d+)$`, 'gm')),
    ];
    return lines.length ? Number(lines.at(-1)?.[1]) : undefined;
  };
  const passed = last('pass');
  const failed = last('fail');
  if (passed === undefined || failed === undefined) {
    return undefined;
  }
  const skipped = (last('skipped') ?? 0) + (last('todo') ?? 0);
  return { passed, failed: failed + (last('cancelled') ?? 0), skipped };
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

/** Totals from Jest's report; a suite that doesn't even load counts as failed. */
export function readJestTotals(report: JestReport): Result {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
