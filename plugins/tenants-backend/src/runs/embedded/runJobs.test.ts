import type {
  Run,
  RunStreamEvent,
} from '@ananta/backstage-plugin-tenants-common';
import { mockServices } from '@backstage/backend-test-utils';
import { usePostgres } from '../../__testUtils__/database';
import {
  answerLost,
  hangs,
  refused,
  rejected,
} from '../__testUtils__/FaultyWorld';
import { Harness, statusesOf } from '../__testUtils__/harness';
import { streamRun } from '../stream';

jest.setTimeout(120_000);

const isFinished = (run: Run) => run.finishedAt !== undefined;

describe('runs, driven by jobs', () => {
  const createDatabase = usePostgres();
  let harness: Harness;

  beforeAll(async () => {
    harness = await Harness.start(await createDatabase(), {
      runs: { backoff: { initial: '10ms', max: '50ms' } },
    });
  });
  afterAll(() => harness.stop());
  afterEach(() => harness.world.healAll());

  it('ends many runs at once, each of them once', async () => {
    const runs = await Promise.all(
      Array.from({ length: 12 }, () => harness.provision()),
    );
    for (const run of runs) {
      const ended = await harness.until(run, isFinished);
      expect(ended.status).toBe('succeeded');
      expect(ended.steps.map(({ attempts }) => attempts.length)).toEqual(
        Array(7).fill(1),
      );
    }
  });

  it('has the subscription started from when the tenant was provisioned', async () => {
    const run = await harness.provision();
    const startsAt = await harness.world.subscriptionStartOf(run.tenantId);
    const { provisionedAt } = await harness.tenantOf(run);
    expect(startsAt).toBe(provisionedAt);
  });

  it('comes back by itself after each wait', async () => {
    harness.world.inject('ensureRealm', refused);
    harness.world.inject('bootstrap', answerLost);
    const run = await harness.provision();
    const ended = await harness.until(run, isFinished);
    expect(ended.status).toBe('succeeded');
    expect(ended.steps[1].attempts).toMatchObject([
      { outcome: 'failed', error: { code: 'connection_refused' } },
      { outcome: 'succeeded' },
    ]);
  });

  it('is cancelled long before a hanging attempt would end', async () => {
    harness.world.inject('ensureSchema', hangs);
    const run = await harness.provision();
    await harness.until(run, ({ steps }) => steps[3].status === 'running');
    const asked = Date.now();
    await harness.cancel(run);
    const ended = await harness.until(run, isFinished);
    expect(Date.now() - asked).toBeLessThan(15_000);
    expect(ended.status).toBe('cancelled');
    expect(statusesOf(ended)).toMatchObject({
      'identity.realm': 'compensated',
      'database.schema': 'compensated',
      'app-plane.bootstrap': 'skipped',
    });
  });

  describe('as a live stream', () => {
    const open = async (run: Run, lastEventId?: string) => {
      const messages: RunStreamEvent[] = [];
      let onMessage = () => {};
      const stop = await streamRun(
        {
          lastEventId,
          signal: new AbortController().signal,
          send: ({ id, data }) => {
            expect(id).toBe(String((data as RunStreamEvent).id));
            messages.push(data as RunStreamEvent);
            onMessage();
          },
          end: () => {
            throw new Error('The stream failed');
          },
        },
        run.id,
        {
          feed: harness.feed,
          read: id => harness.service.get(id),
          logger: mockServices.logger.mock(),
        },
      );
      const finished = new Promise<void>(resolve => {
        onMessage = () => messages.at(-1)?.run.finishedAt && resolve();
        onMessage();
      });
      return { messages, finished, stop };
    };

    it('shows every change once and in order, to its end', async () => {
      harness.world.inject('createSubscription', rejected);
      const run = await harness.provision();
      const { messages, finished, stop } = await open(run);
      await finished;
      stop();
      expect(Object.values(statusesOf(messages[0].run))).toHaveLength(7);
      const ids = messages.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
      expect(messages.at(-1)!.run.status).toBe('compensated');

      const resumed = await open(run, String(ids.at(-2)));
      resumed.stop();
      expect(resumed.messages.map(({ id }) => id)).toEqual([ids.at(-1)]);
      const upToDate = await open(run, String(ids.at(-1)));
      upToDate.stop();
      expect(upToDate.messages).toEqual([]);
    });
  });
});
