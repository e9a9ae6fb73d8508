import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTenants } from '../../__testUtils__/FakeTenants';
import { aRun, aStep } from '../../__testUtils__/data';
import { show } from '../../__testUtils__/show';
import { RunTimeline } from './RunTimeline';

const ERROR = {
  class: 'retryable' as const,
  code: 'connection_refused',
  message: 'The app plane refused the connection',
};

function rows() {
  return within(screen.getByRole('list', { name: 'Steps' })).getAllByRole(
    'listitem',
  );
}

describe('RunTimeline', () => {
  it('shows every step from the first second on, with the point of no return', async () => {
    show(
      <RunTimeline
        run={aRun({
          steps: [
            aStep({ id: 'a', title: 'Reserve', status: 'running' }),
            aStep({ id: 'b', title: 'Activate', pivot: true }),
          ],
        })}
      />,
      { api: new FakeTenants() },
    );
    await screen.findByText('Reserve');
    expect(rows().map(row => row.textContent)).toEqual([
      expect.stringContaining('ReserveRunning'),
      expect.stringContaining('Point of no return'),
      expect.stringContaining('ActivateTo come'),
    ]);
  });

  it('says what went wrong last and when it is tried again', async () => {
    show(
      <RunTimeline
        run={aRun({
          steps: [
            aStep({
              status: 'running',
              startedAt: '2026-03-01T12:00:00Z',
              lastError: ERROR,
              nextAttemptAt: new Date(Date.now() + 30_000).toISOString(),
            }),
          ],
        })}
      />,
      { api: new FakeTenants() },
    );
    expect(await screen.findByText('connection_refused')).toBeVisible();
    expect(screen.getByText(/Next attempt/)).toHaveTextContent(/in (29|30) s/);
    expect(screen.getByRole('status')).toHaveTextContent(
      'Step 1 of 1, Create the realm: running, last error: The app plane refused the connection',
    );
  });

  it('unfolds the attempts of a step, doing and undoing apart', async () => {
    show(
      <RunTimeline
        run={aRun({
          steps: [
            aStep({
              status: 'compensated',
              startedAt: '2026-03-01T12:00:00Z',
              finishedAt: '2026-03-01T12:01:00Z',
              attempts: [
                {
                  number: 1,
                  kind: 'do',
                  startedAt: '2026-03-01T12:00:00Z',
                  finishedAt: '2026-03-01T12:00:02Z',
                  outcome: 'failed',
                  error: ERROR,
                },
                {
                  number: 1,
                  kind: 'undo',
                  startedAt: '2026-03-01T12:00:59Z',
                  finishedAt: '2026-03-01T12:01:00Z',
                  outcome: 'succeeded',
                },
              ],
            }),
          ],
        })}
      />,
      { api: new FakeTenants() },
    );
    expect(await screen.findByText('Remove the realm')).toBeVisible();
    const toggle = screen.getByRole('button', { name: '2 attempts' });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    toggle.focus();
    await userEvent.keyboard('{Enter}');
    const [, done, undone] = screen.getAllByRole('row');
    expect(done).toHaveTextContent(/2\.0 s.*failed: The app plane refused/);
    expect(undone).toHaveTextContent(/Undo 1.*1\.0 s.*succeeded/);
  });

  it('hides an error that the step has got over', async () => {
    show(
      <RunTimeline
        run={aRun({
          steps: [aStep({ status: 'succeeded', lastError: ERROR })],
        })}
      />,
      { api: new FakeTenants() },
    );
    await screen.findByText('Done');
    expect(screen.queryByText('connection_refused')).not.toBeInTheDocument();
  });
});
