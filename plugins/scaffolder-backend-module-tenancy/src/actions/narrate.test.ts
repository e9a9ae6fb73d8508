import { aRun, aStep } from '../__testUtils__/runs';
import { narrate } from './narrate';

const texts = (...args: Parameters<typeof narrate>) =>
  narrate(...args).map(({ text }) => text);

describe('narrate', () => {
  it('tells the whole story at the first look', () => {
    const run = aRun({
      status: 'running',
      steps: [
        aStep('identity.realm', {
          status: 'succeeded',
          attempts: [
            { number: 1, kind: 'do', startedAt: '', outcome: 'succeeded' },
          ],
        }),
        aStep('app-plane.bootstrap', { status: 'pending' }),
      ],
    });
    expect(texts(undefined, run)).toEqual([
      '1/2 Do identity.realm: attempt 1',
      '1/2 Do identity.realm: done',
      'Run is running',
    ]);
  });

  it('tells only what is new, failures as warnings', () => {
    const before = aRun({
      status: 'running',
      steps: [
        aStep('app-plane.bootstrap', {
          status: 'running',
          attempts: [{ number: 1, kind: 'do', startedAt: '' }],
        }),
      ],
    });
    const after = aRun({
      status: 'running',
      steps: [
        aStep('app-plane.bootstrap', {
          status: 'running',
          nextAttemptAt: '2026-01-01T00:00:02.000Z',
          attempts: [
            {
              number: 1,
              kind: 'do',
              startedAt: '',
              outcome: 'failed',
              error: {
                class: 'retryable',
                code: 'connection_refused',
                message: 'Nobody listens there',
              },
            },
          ],
        }),
      ],
    });
    expect(narrate(before, after)).toEqual([
      {
        level: 'warn',
        text: '1/1 Do app-plane.bootstrap: attempt 1 failed: Nobody listens there (connection_refused)',
      },
      {
        level: 'info',
        text: '1/1 Do app-plane.bootstrap: tries again at 2026-01-01T00:00:02.000Z',
      },
    ]);
    expect(narrate(after, after)).toEqual([]);
  });

  it('tells giving up, undoing and why', () => {
    const before = aRun({
      status: 'running',
      steps: [aStep('a', { status: 'succeeded' }), aStep('b', {})],
    });
    const after = aRun({
      status: 'compensating',
      statusReason: 'b gave up',
      needsAttention: true,
      steps: [
        aStep('a', {
          status: 'compensating',
          undoTitle: 'Remove a',
          attempts: [{ number: 1, kind: 'undo', startedAt: '' }],
        }),
        aStep('b', {
          status: 'failed',
          lastError: { class: 'final', code: 'refused', message: 'No' },
        }),
      ],
    });
    expect(texts(before, after)).toEqual([
      '1/2 Do a: undo attempt 1',
      '1/2 Do a: being undone: Remove a',
      '2/2 Do b: gave up: No',
      'Run is compensating: b gave up',
      'Run needs attention',
    ]);
  });
});
