import type { Run } from '@ananta/backstage-plugin-tenants-common';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { aRun, aStep } from '../__testUtils__/runs';
import { ScriptedTenants } from '../__testUtils__/ScriptedTenants';
import { createRunWaitAction } from './runWait';

describe('tenancy:run:wait', () => {
  const tenants = new ScriptedTenants();
  const action = createRunWaitAction({
    tenants: tenants.service,
    appBaseUrl: 'https://portal.example',
  });

  function wait(looks: Run[], overrides: object = {}, input: object = {}) {
    tenants.runs.set('run-1', looks);
    const base = createMockActionContext({
      input: { runId: 'run-1', ...input },
    });
    const log: string[] = [];
    const logger = Object.assign(Object.create(base.logger), {
      info: (text: string) => log.push(text),
      warn: (text: string) => log.push(text),
      error: (text: string) => log.push(text),
    });
    const output = jest.fn();
    const ctx = { ...base, logger, output, ...overrides };
    return { done: action.handler(ctx as never), log, output };
  }

  it('writes each step into the log and ends with the run', async () => {
    const { done, log, output } = wait([
      aRun({
        steps: [
          aStep('a', {
            attempts: [{ number: 1, kind: 'do', startedAt: '' }],
          }),
        ],
      }),
      aRun({ steps: [aStep('a', { status: 'succeeded' })] }),
      aRun({
        status: 'succeeded',
        steps: [aStep('a', { status: 'succeeded' })],
      }),
    ]);
    await done;
    expect(log).toEqual([
      '1/1 Do a: attempt 1\nRun is running',
      '1/1 Do a: done',
      'Run is succeeded',
    ]);
    expect(Object.fromEntries(output.mock.calls)).toEqual({
      runId: 'run-1',
      runUrl: '/runs/run-1',
      status: 'succeeded',
      portalUrl: 'http://apps.example/acme',
    });
  });

  it.each(['compensated', 'cancelled'] as const)(
    'fails the task when the run ended %s',
    async status => {
      const { done } = wait([
        aRun({ status, statusReason: 'The app plane refused' }),
      ]);
      await expect(done).rejects.toThrow(
        `The run ended ${status}: The app plane refused. See https://portal.example/runs/run-1`,
      );
    },
  );

  it('goes on with the run that retried it', async () => {
    tenants.runs.set('run-2', [aRun({ id: 'run-2', status: 'succeeded' })]);
    const { done, output } = wait([
      aRun({ status: 'compensated', retriedBy: 'run-2' }),
    ]);
    await done;
    expect(output).toHaveBeenCalledWith('runId', 'run-2');
  });

  it('gives up waiting after its timeout, never the run', async () => {
    const { done } = wait([aRun()], {}, { timeout: { milliseconds: 20 } });
    await expect(done).rejects.toThrow(
      'The run has not ended within 0.02 s and goes on: https://portal.example/runs/run-1',
    );
  });

  it('stops waiting when the task is cancelled', async () => {
    const controller = new AbortController();
    const { done } = wait([aRun()], { signal: controller.signal });
    controller.abort();
    await expect(done).rejects.toThrow('The task was cancelled');
  });

  it('refuses a timeout that is none', async () => {
    const { done } = wait([aRun()], {}, { timeout: 'soon' });
    await expect(done).rejects.toThrow(/timeout/);
  });
});
