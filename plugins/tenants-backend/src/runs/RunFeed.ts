import type { PgListener } from '@ananta/database';
import { RUN_CHANNEL, type RunNotice } from './rows';

/** Called on each change of a run; without a notice after a gap, in which any may have been lost. */
export type RunChangeHandler = (notice?: RunNotice) => void;

/** Hands the database's notices on to whoever watches a run in this process. */
export class RunFeed {
  static create(listener: Pick<PgListener, 'subscribe'>): RunFeed {
    const feed = new RunFeed();
    listener.subscribe(RUN_CHANNEL, payload => feed.handOn(payload));
    return feed;
  }

  private readonly handlers = new Map<string, Set<RunChangeHandler>>();

  private constructor() {}

  /** Calls `handler` on each change of a run until the returned function is called. */
  watch(runId: string, handler: RunChangeHandler): () => void {
    const handlers = this.handlers.get(runId) ?? new Set();
    this.handlers.set(runId, handlers.add(handler));
    return () => {
      handlers.delete(handler);
      if (handlers.size === 0 && this.handlers.get(runId) === handlers) {
        this.handlers.delete(runId);
      }
    };
  }

  private handOn(payload: string | undefined): void {
    if (payload === undefined) {
      [...this.handlers.values()].forEach(handlers =>
        handlers.forEach(handler => handler()),
      );
      return;
    }
    const notice = JSON.parse(payload) as RunNotice;
    this.handlers.get(notice.runId)?.forEach(handler => handler(notice));
  }
}
