import type { Db } from 'pg-boss';

/** The channel on which queues with something to do are named. */
export const CHANNEL = 'ananta_jobs';

/** Wakes the workers of a queue when the transaction commits. */
export async function announce(db: Db, queue: string): Promise<void> {
  await db.executeSql('SELECT pg_notify($1, $2)', [CHANNEL, queue]);
}
