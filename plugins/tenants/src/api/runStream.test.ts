/** @jest-environment node */
import { ResponseError } from '@backstage/errors';
import type { Run } from '@ananta/backstage-plugin-tenants-common';
import { followRunStream } from './runStream';

function message(id: number, status: Run['status']): string {
  const data = JSON.stringify({ id, run: { id: 'r', status } });
  return `id: ${id}\nevent: run\ndata: ${data}\n\n`;
}

function streamOf(...chunks: string[]): Response {
  const encoder = new TextEncoder();
  return new Response(
    new ReadableStream({
      start(controller) {
        chunks.forEach(chunk => controller.enqueue(encoder.encode(chunk)));
        controller.close();
      },
    }),
  );
}

async function refusal(status: number): Promise<never> {
  throw await ResponseError.fromResponse(
    new Response('{}', { status }) as never,
  );
}

/** Follows a server whose answers are given one by one; pauses take no time. */
async function follow(answers: Array<() => Promise<Response> | Response>) {
  const opened: number[] = [];
  const events: number[] = [];
  const states: string[] = [];
  const pauses: number[] = [];
  const controller = new AbortController();
  const end = followRunStream({
    open: async lastEventId => {
      opened.push(lastEventId);
      const answer = answers.shift();
      if (!answer) {
        controller.abort();
        throw new Error('no more answers');
      }
      return answer();
    },
    lastEventId: 3,
    listener: {
      onEvent: event => events.push(event.id),
      onState: state => states.push(state),
    },
    signal: controller.signal,
    pause: async milliseconds => void pauses.push(milliseconds),
  });
  return { end, opened, events, states, pauses };
}

describe('followRunStream', () => {
  it('reads events that arrive in pieces and stops when the run has finished', async () => {
    const text = message(4, 'running') + message(5, 'succeeded');
    const seen = await follow([
      () => streamOf(': open\n\n', text.slice(0, 30), text.slice(30)),
    ]);
    await seen.end;
    expect(seen.events).toEqual([4, 5]);
    expect(seen.opened).toEqual([3]);
    expect(seen.states).toEqual(['connecting', 'live']);
  });

  it('resumes after the last event that it saw', async () => {
    const seen = await follow([
      () => streamOf(message(4, 'running')),
      () => streamOf(message(9, 'succeeded')),
    ]);
    await seen.end;
    expect(seen.opened).toEqual([3, 4]);
    expect(seen.events).toEqual([4, 9]);
    expect(seen.states).toEqual(['connecting', 'live', 'reconnecting', 'live']);
  });

  it('waits longer after each failure and starts anew after an event', async () => {
    const down = () => Promise.reject(new TypeError('Failed to fetch'));
    const seen = await follow([
      down,
      () => refusal(503),
      down,
      down,
      down,
      down,
      () => streamOf(message(4, 'running')),
      () => streamOf(message(5, 'cancelled')),
    ]);
    await seen.end;
    expect(seen.pauses).toEqual([
      1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 1_000,
    ]);
  });

  it('gives up when the run is not there or not for this reader', async () => {
    const seen = await follow([() => refusal(404)]);
    await expect(seen.end).rejects.toThrow(/404/);
    expect(seen.opened).toHaveLength(1);
  });
});
