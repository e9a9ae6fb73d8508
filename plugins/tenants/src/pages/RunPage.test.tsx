import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { FakeTenants } from '../__testUtils__/FakeTenants';
import { aRun, aStep } from '../__testUtils__/data';
import { show } from '../__testUtils__/show';
import { RunPage } from './RunPage';

function showRun(api: FakeTenants) {
  const { id } = api.runs[0];
  return show(
    <Routes>
      <Route path="/runs/:runId" element={<RunPage />} />
    </Routes>,
    { api, at: `/runs/${id}` },
  );
}

function serverWith(...runs: FakeTenants['runs']): FakeTenants {
  const api = new FakeTenants();
  api.runs = runs;
  return api;
}

describe('RunPage', () => {
  it('follows the run live', async () => {
    const run = aRun();
    const api = serverWith(run);
    showRun(api);
    expect(await screen.findByText('0 of 1 steps done')).toBeVisible();
    act(() =>
      api.listener?.onEvent({
        id: 2,
        run: { ...run, steps: [aStep({ status: 'succeeded' })] },
      }),
    );
    expect(await screen.findByText('1 of 1 steps done')).toBeVisible();
  });

  it('cancels after the key was typed', async () => {
    const run = aRun({ possibleActs: ['cancel'] });
    const api = serverWith(run);
    showRun(api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel run' }),
    );
    await userEvent.type(await screen.findByLabelText(/Type acme/), 'acme');
    await userEvent.click(
      screen.getByRole('button', { name: 'Cancel and undo' }),
    );
    await waitFor(() => expect(api.asked).toContainEqual({ cancel: run.id }));
  });

  it('retries a run that was undone, and opens the new one', async () => {
    const undone = aRun({ status: 'compensated', possibleActs: ['retry'] });
    const again = aRun({ id: '01990000-0000-7000-8000-000000000002' });
    const api = serverWith(undone, again);
    showRun(api);
    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Start a new run' }),
    );
    await waitFor(() => expect(api.asked).toContain(again.id));
  });
});
