import { ConfigReader } from '@backstage/config';
import { readRunsConfig } from './config';

const read = (runs: object) =>
  readRunsConfig(new ConfigReader({ ananta: { runs } } as never));

describe('readRunsConfig', () => {
  it('has a default for everything', () => {
    expect(readRunsConfig(new ConfigReader({}))).toEqual({
      concurrency: 10,
      needsAttentionAfterMs: 60_000,
      backoff: { initialMs: 1_000, factor: 2, maxMs: 60_000 },
      steps: {},
    });
  });

  it('takes durations as text and as objects, per step', () => {
    expect(
      read({
        concurrency: 3,
        needsAttentionAfter: '5s',
        backoff: { initial: '10ms', factor: 3, max: { seconds: 1 } },
        steps: {
          'app-plane.bootstrap': {
            attemptTimeout: '2s',
            giveUpAfter: { minutes: 1 },
          },
          'identity.realm': { giveUpAfter: '3s' },
        },
      }),
    ).toEqual({
      concurrency: 3,
      needsAttentionAfterMs: 5_000,
      backoff: { initialMs: 10, factor: 3, maxMs: 1_000 },
      steps: {
        'app-plane.bootstrap': {
          attemptTimeoutMs: 2_000,
          giveUpAfterMs: 60_000,
        },
        'identity.realm': { giveUpAfterMs: 3_000 },
      },
    });
  });

  it('refuses what is no duration', () => {
    expect(() => read({ needsAttentionAfter: 'soon' })).toThrow();
  });
});
