import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { FakeTenants } from '../__testUtils__/FakeTenants';
import { aRun } from '../__testUtils__/data';
import { show } from '../__testUtils__/show';
import { RunPage } from './RunPage';
import { TenantsPage } from './TenantsPage';

describe('a reader who may only look', () => {
  it('is offered no new tenant', async () => {
    show(<TenantsPage />, { api: new FakeTenants(), mayAct: false });
    expect(await screen.findByText('Read-only view')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'New tenant' })).toBeNull();
  });

  it('reads why a run can not be cancelled', async () => {
    const api = new FakeTenants();
    const run = aRun({ possibleActs: ['cancel'] });
    api.runs = [run];
    show(
      <Routes>
        <Route path="/runs/:runId" element={<RunPage />} />
      </Routes>,
      { api, mayAct: false, at: `/runs/${run.id}` },
    );
    expect(await screen.findByText('Read-only view')).toBeVisible();
    const button = screen.getByRole('button', { name: 'Cancel run' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription('Your role does not allow this');
  });
});
