import type { RootLifecycleService } from '@backstage/backend-plugin-api';
import type { Request, Response } from 'express';

/** A live stream of server-sent events to one client. */
export interface EventStream {
  /** What the client has seen last, from `Last-Event-ID`. */
  readonly lastEventId?: string;
  /** Aborted when the stream is over, whoever ended it. */
  readonly signal: AbortSignal;
  send(event: { id?: string; event?: string; data: unknown }): void;
  end(): void;
}

export interface EventStreamOptions {
  /** Ends the stream when the process goes down; see `shutdownSignal`. */
  shutdown: AbortSignal;
  /** Ends the stream before the caller's token is no longer good. */
  expiresAt?: Date;
  /** Called once the stream is open; sends what was missed and what comes. Returns how to stop. */
  subscribe(stream: EventStream): Promise<() => void> | (() => void);
}

/** A signal that aborts just before the process shuts down. One per plugin. */
export function shutdownSignal(lifecycle: RootLifecycleService): AbortSignal {
  const controller = new AbortController();
  lifecycle.addBeforeShutdownHook(() => controller.abort());
  return controller.signal;
}

/** Answers a request with a live stream; returns when the stream is over. */
export async function openEventStream(
  _req: Request,
  _res: Response,
  options: EventStreamOptions,
): Promise<void> {
  options.shutdown.throwIfAborted();
}
