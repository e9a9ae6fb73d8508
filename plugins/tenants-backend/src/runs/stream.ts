import type {
  Run,
  RunStreamEvent,
} from '@ananta/backstage-plugin-tenants-common';
import { describeError } from '@ananta/database';
import type { EventStream } from '@ananta/http';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import type { RunFeed } from './RunFeed';

/**
 * Sends a run each time it has changed since what the client saw last. Changes
 * that come while one is being read go out together.
 */
export async function streamRun(
  stream: Pick<EventStream, 'lastEventId' | 'signal' | 'send' | 'end'>,
  runId: string,
  options: {
    feed: RunFeed;
    read: (runId: string) => Promise<Run>;
    logger: LoggerService;
  },
): Promise<() => void> {
  const { feed, read, logger } = options;
  let sent = numberOf(stream.lastEventId);
  let reading: Promise<void> | undefined;
  let isStale = false;

  const send = async () => {
    do {
      isStale = false;
      const run = await read(runId);
      if (run.lastEventId > sent) {
        sent = run.lastEventId;
        const message: RunStreamEvent = { id: sent, run };
        stream.send({ id: String(sent), event: 'run', data: message });
      }
    } while (isStale && !stream.signal.aborted);
  };

  const refresh = () => {
    isStale = true;
    reading ??= send()
      .catch(error => {
        logger.warn(
          `The live stream of run ${runId} ends: ${describeError(error)}`,
        );
        stream.end();
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };

  const unwatch = feed.watch(runId, refresh);
  await refresh();
  return unwatch;
}

/** When the caller's token expires, as the token itself says. */
export function tokenExpiry(req: Request): Date | undefined {
  const [, payload] = (req.header('authorization') ?? '').split('.');
  try {
    const { exp } = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    );
    return typeof exp === 'number' ? new Date(exp * 1000) : undefined;
  } catch {
    return undefined;
  }
}

function numberOf(lastEventId: string | undefined): number {
  return /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : 0;
}
