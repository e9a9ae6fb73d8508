import {
  EventSourceParserStream,
  type EventSourceMessage,
} from 'eventsource-parser/stream';
import {
  FINISHED_RUN_STATUSES,
  type RunStreamEvent,
} from '@ananta/backstage-plugin-tenants-common';
import { errorDetails } from '@ananta/ui';
import type { RunListener } from './TenantsApi';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

/**
 * Reads a run's server-sent events by `fetch` (which, unlike `EventSource`, can
 * carry a token) and reconnects after the last event that was seen, with pauses
 * that double up to 15 s and start anew with each event.
 */
export async function followRunStream(options: {
  /** Opens the stream after an event; throws a `ResponseError` when refused. */
  open: (lastEventId: number) => Promise<Response>;
  lastEventId: number;
  listener: RunListener;
  signal: AbortSignal;
  /** Waits between two tries; resolves early when the signal aborts. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}): Promise<void> {
  const { open, listener, signal, pause = pauseFor } = options;
  let lastEventId = options.lastEventId;
  let wait = FIRST_PAUSE;
  let finished = false;

  listener.onState('connecting');
  while (!finished && !signal.aborted) {
    try {
      const response = await open(lastEventId);
      listener.onState('live');
      for await (const event of readEvents(response, signal)) {
        lastEventId = event.id;
        wait = FIRST_PAUSE;
        finished = FINISHED_RUN_STATUSES.includes(event.run.status);
        listener.onEvent(event);
      }
    } catch (error) {
      if (isFinal(error)) {
        throw error;
      }
    }
    if (!finished && !signal.aborted) {
      listener.onState('reconnecting');
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_PAUSE);
    }
  }
}

async function* readEvents(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<RunStreamEvent> {
  if (!response.body) {
    return;
  }
  const reader = (response.body as ReadableStream<BufferSource>)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  const stop = () => reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      const event = parseEvent(value);
      if (event) {
        yield event;
      }
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function parseEvent(message: EventSourceMessage): RunStreamEvent | undefined {
  const event = JSON.parse(message.data) as RunStreamEvent;
  return event.run ? event : undefined;
}

/** Refusals that another try won't change; 401 is cured by a fresh token. */
function isFinal(error: unknown): boolean {
  const { status } = errorDetails(error);
  return status === 403 || status === 404;
}

function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
