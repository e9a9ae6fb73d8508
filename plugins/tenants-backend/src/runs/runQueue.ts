import type { Knex } from 'knex';
import type { JobsService, QueueDefinition } from '@ananta/jobs';

const NAME = 'runs';

/** Which run a job is about. */
export interface RunRef {
  runId: string;
  tenantId: string;
}

/** Jobs that drive runs: one at a time per run, taken over when a process dies. */
export function runQueue(concurrency: number): QueueDefinition {
  return {
    name: NAME,
    oneAtATimePerKey: true,
    concurrency,
    retry: { limit: 10_000, initialSeconds: 1, maxSeconds: 30 },
  };
}

/** Has a run driven on when the transaction commits, or at `startAfter`. */
export async function sendRun(
  jobs: JobsService,
  trx: Knex.Transaction,
  { runId, tenantId }: RunRef,
  startAfter?: Date,
): Promise<void> {
  await jobs.send(
    trx,
    NAME,
    { runId, tenantId },
    { singletonKey: runId, ...(startAfter && { startAfter }) },
  );
}
