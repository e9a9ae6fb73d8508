import { asTenant } from '@ananta/database';
import {
  PortError,
  type CallContext,
} from '@ananta/backstage-plugin-tenants-node';
import type { Knex } from 'knex';
import { toPortError } from './databaseErrors';

/**
 * Does one act of a port in a transaction of the tenant's. Acts that name the
 * same `lock` go one after the other, so that a late attempt sees what its
 * successor has done. When the signal aborts, the caller is told at once and
 * the statement that may be waiting is cancelled.
 *
 * @throws PortError and nothing else
 */
export async function portAct<T>(
  db: Knex,
  ctx: CallContext,
  lock: string,
  act: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  if (ctx.signal.aborted) {
    throw stopped();
  }
  const work = asTenant(db, ctx.tenantId, async trx => {
    const stopListening = await cancelOnAbort(db, trx, ctx.signal);
    try {
      await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [
        lock,
      ]);
      return await act(trx);
    } finally {
      await stopListening();
    }
  }).catch(error => {
    throw ctx.signal.aborted ? stopped() : toPortError(error);
  });
  return raceAbort(work, ctx.signal);
}

function stopped(): PortError {
  return new PortError(
    'unknown',
    'aborted',
    'The attempt was stopped before it had its answer',
  );
}

async function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(stopped());
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Cancels in the server what `trx` waits for; the returned function ends that. */
async function cancelOnAbort(
  db: Knex,
  trx: Knex.Transaction,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  // The client has known it since it connected; asking would be a round trip.
  const { processID } = await trx.client.acquireConnection();
  let cancelled: Promise<void> = Promise.resolve();
  const cancel = () => {
    // A role that was entered by SET ROLE may not cancel its own login's work.
    cancelled = db
      .raw(
        `SET LOCAL ROLE NONE; SELECT pg_cancel_backend(${Number(processID)})`,
      )
      .then(
        () => undefined,
        () => undefined,
      );
  };
  if (signal.aborted) {
    throw stopped();
  }
  signal.addEventListener('abort', cancel, { once: true });
  return async () => {
    signal.removeEventListener('abort', cancel);
    // A cancel that is on its way must not hit the connection's next user.
    await cancelled;
  };
}
