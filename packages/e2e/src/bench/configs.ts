import { join } from 'node:path';
import { ROOT } from '../../../../tools/lib/paths.ts';

/** Runs are written and queued, and stay there: for measuring what starts them. */
export const RUNS_OFF = join(ROOT, 'packages/e2e/host/bench/runs-off.yaml');
