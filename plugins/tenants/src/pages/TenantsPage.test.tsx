import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTenants } from '../__testUtils__/FakeTenants';
import { aTenant } from '../__testUtils__/data';
import { show } from '../__testUtils__/show';
import { TenantsPage } from './TenantsPage';

describe('TenantsPage', () => {
  it('says what a tenant is and how to get the first one', async () => {
    show(<TenantsPage />, { api: new FakeTenants() });
    expect(await screen.findByText('No tenants yet')).toBeVisible();
    expect(
      screen.getAllByRole('link', { name: 'New tenant' })[0],
    ).toHaveAttribute('href', '/create/templates/default/new-tenant');
  });

  it('asks the server for what the address says', async () => {
    const api = new FakeTenants();
    show(<TenantsPage />, {
      api,
      at: '/?q=ac&status=active&status=suspended&attention=true&sort=name',
    });
    await screen.findByText('No tenant matches');
    expect(api.asked).toContainEqual(
      expect.objectContaining({
        q: 'ac',
        status: ['active', 'suspended'],
        needsAttention: true,
        sort: 'name',
      }),
    );
  });

  it('searches while one types', async () => {
    const api = new FakeTenants();
    api.tenants = [aTenant(), aTenant({ id: 'b', name: 'Blue', key: 'blue' })];
    show(<TenantsPage />, { api });
    await screen.findByText('Blue');
    await userEvent.type(screen.getByRole('searchbox'), 'acme');
    await waitFor(() => expect(screen.queryByText('Blue')).toBeNull());
    expect(screen.getByText('Acme')).toBeVisible();
  });

  it('leads back from a search that found nothing', async () => {
    const api = new FakeTenants();
    api.tenants = [aTenant()];
    show(<TenantsPage />, { api, at: '/?q=zzz' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all tenants' }),
    );
    expect(await screen.findByText('Acme')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('says what failed and tries again', async () => {
    const api = new FakeTenants();
    api.tenants = [aTenant()];
    api.failure = new Error('The database is being restarted');
    show(<TenantsPage />, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Tenants could not be loaded.*The database is being restarted/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Acme')).toBeVisible();
  });
});
