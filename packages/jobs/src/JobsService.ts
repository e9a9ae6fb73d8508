import type { Knex } from 'knex';

/** A job as its handler gets it. */
export interface Job {
  id: string;
  /** Ids; never the data itself. */
  data: Record<string, string>;
  /** From 1. */
  attempt: number;
  /** Aborted on shutdown, and when somebody else has taken the job over. */
  signal: AbortSignal;
}

/** How a queue's jobs are worked off. */
export interface QueueDefinition {
  /** Unique in the plugin. */
  name: string;
  /** At most one job of a `singletonKey` at a time; others of the key wait for their turn. */
  oneAtATimePerKey?: boolean;
  /** Jobs at a time in one process. */
  concurrency: number;
  /** Delays double from `initialSeconds` up to `maxSeconds`, with jitter. */
  retry: { limit: number; initialSeconds: number; maxSeconds: number };
}

export interface SendOptions {
  singletonKey?: string;
  /** Not before this instant. */
  startAfter?: Date;
}

/** Work that is done after, and only if, the transaction that asks for it commits. */
export interface JobsService {
  /**
   * Sends a job within `trx`, to a queue that some process works or has worked.
   *
   * @throws Error - when there has never been such a queue
   */
  send(
    trx: Knex.Transaction,
    queue: string,
    data: Record<string, string>,
    options?: SendOptions,
  ): Promise<void>;
  /**
   * Works a queue from start-up to shutdown; call it while the plugin starts.
   * A handler that returns has done its job, for good; one that throws is
   * called again later, so one that stops because of its signal throws. An
   * attempt may overlap the next one of its job: handlers bear that.
   */
  work(
    queue: QueueDefinition,
    handler: (job: Job) => Promise<void>,
  ): Promise<void>;
}
