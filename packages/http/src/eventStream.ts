import type { RootLifecycleService } from '@backstage/backend-plugin-api';
import type { Request, Response } from 'express';

/** A live stream of server-sent events to one client. */
export interface EventStream {
  /** What the client has seen last, from `Last-Event-ID`. */
  readonly lastEventId?: string;
  /** Aborted when the stream is over, whoever ended it. */
  readonly signal: AbortSignal;
  /** Sends an event, its data as JSON. */
  send(event: { id?: string; event?: string; data: unknown }): void;
  end(): void;
}

export interface EventStreamOptions {
  /** Ends the stream when the process goes down; see `shutdownSignal`. */
  shutdown: AbortSignal;
  /** When the caller's credentials expire; the stream ends 5 s before. */
  expiresAt?: Date;
  /** Called when the stream is open: sends what was missed, and what comes. Returns how to stop. */
  subscribe(stream: EventStream): Promise<() => void> | (() => void);
}

const HEARTBEAT_MS = 15_000;
const EXPIRY_MARGIN_MS = 5_000;
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
/** What a client that doesn't read may keep waiting here; it can resume after. */
const MAX_BACKLOG_BYTES = 1024 * 1024;

/** A signal that aborts just before the process shuts down. One per plugin. */
export function shutdownSignal(lifecycle: RootLifecycleService): AbortSignal {
  const controller = new AbortController();
  lifecycle.addBeforeShutdownHook(() => controller.abort());
  return controller.signal;
}

/** Answers a request with a live stream; returns when the stream is over. */
export async function openEventStream(
  req: Request,
  res: Response,
  options: EventStreamOptions,
): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const end = () => controller.abort();
  const over = new Promise<void>(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

  const write = (text: string) => {
    if (signal.aborted) {
      return;
    }
    res.write(text);
    flush(res);
    if (res.writableLength > MAX_BACKLOG_BYTES) {
      end();
    }
  };

  res.on('close', end);
  options.shutdown.addEventListener('abort', end, { once: true });
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
  const expiry = options.expiresAt && endBefore(options.expiresAt, end);
  let unsubscribe: (() => void) | undefined;
  try {
    res.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    write(': open\n\n');
    if (options.shutdown.aborted) {
      return;
    }
    unsubscribe = await options.subscribe({
      lastEventId: req.header('last-event-id'),
      signal,
      send: event => write(format(event)),
      end,
    });
    await over;
  } finally {
    end();
    clearInterval(heartbeat);
    clearTimeout(expiry);
    options.shutdown.removeEventListener('abort', end);
    unsubscribe?.();
    res.end();
  }
}

function endBefore(expiresAt: Date, end: () => void): NodeJS.Timeout {
  const left = expiresAt.getTime() - EXPIRY_MARGIN_MS - Date.now();
  return setTimeout(end, Math.min(Math.max(left, 0), MAX_TIMEOUT_MS));
}

/** The compression middleware holds back what isn't flushed. */
function flush(res: Response & { flush?: () => void }): void {
  res.flush?.();
}

function format(event: { id?: string; event?: string; data: unknown }): string {
  const lines = [
    event.id !== undefined && `id: ${event.id}`,
    event.event !== undefined && `event: ${event.event}`,
    `data: ${JSON.stringify(event.data)}`,
  ];
  return `${lines.filter(Boolean).join('\n')}\n\n`;
}
