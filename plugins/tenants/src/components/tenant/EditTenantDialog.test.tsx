import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResponseError } from '@backstage/errors';
import { FakeTenants } from '../../__testUtils__/FakeTenants';
import { aTenant } from '../../__testUtils__/data';
import { show } from '../../__testUtils__/show';
import { EditTenantDialog } from './EditTenantDialog';

async function staleVersion(): Promise<Error> {
  return ResponseError.fromResponse({
    ok: false,
    status: 412,
    statusText: 'Precondition Failed',
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () =>
      JSON.stringify({
        error: { name: 'Error', message: 'stale' },
        response: { statusCode: 412 },
        code: 'stale_version',
      }),
  } as never);
}

function open(api: FakeTenants, acts: string[]) {
  show(
    <EditTenantDialog
      tenant={api.tenants[0]}
      isOpen
      onClose={() => acts.push('closed')}
      onSaved={() => acts.push('saved')}
    />,
    { api },
  );
}

describe('EditTenantDialog', () => {
  it('sends only what was changed, on the version that was seen', async () => {
    const api = new FakeTenants();
    api.tenants = [aTenant()];
    const acts: string[] = [];
    open(api, acts);
    const save = await screen.findByRole('button', { name: 'Save' });
    expect(save).toBeDisabled();
    await userEvent.type(screen.getByLabelText(/^Name/), ' Ltd');
    await userEvent.click(save);
    await waitFor(() => expect(acts).toEqual(['saved', 'closed']));
    expect(api.asked).toEqual([{ version: 3, change: { name: 'Acme Ltd' } }]);
  });

  it('keeps what was typed when somebody else was faster', async () => {
    const api = new FakeTenants();
    const before = aTenant();
    api.tenants = [before];
    const acts: string[] = [];
    open(api, acts);
    await userEvent.type(await screen.findByLabelText(/^Name/), ' Ltd');
    api.tenants = [{ ...before, labels: { tier: 'platinum' }, version: 4 }];
    api.failure = await staleVersion();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /They changed: labels/,
    );
    expect(screen.getByLabelText(/^Name/)).toHaveValue('Acme Ltd');
    expect(screen.getByLabelText(/^Labels/)).toHaveValue('tier=platinum');

    await userEvent.click(
      screen.getByRole('button', { name: 'Save all the same' }),
    );
    await waitFor(() => expect(acts).toEqual(['saved', 'closed']));
    expect(api.asked.at(-1)).toEqual({
      version: 4,
      change: { name: 'Acme Ltd' },
    });
  });

  it('edits owner, address and branding', async () => {
    const api = new FakeTenants();
    api.tenants = [aTenant({ ownerRef: 'group:default/engineers' })];
    open(api, []);
    await userEvent.click(
      await screen.findByRole('button', { name: /Looked after by/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'The ops' }),
    );
    await userEvent.type(screen.getByLabelText('Colour'), '#12');
    expect(await screen.findByRole('alert')).toHaveTextContent(/#1f6feb/);
    await userEvent.type(screen.getByLabelText('Colour'), '34ab');
    await userEvent.type(screen.getByLabelText('Street'), 'Main Street 1');
    expect(await screen.findByRole('alert')).toHaveTextContent(/a city/);
    await userEvent.type(screen.getByLabelText('City'), 'Springfield');
    await userEvent.type(screen.getByLabelText('Country'), 'US');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(api.asked).toHaveLength(1));
    expect(api.asked[0]).toMatchObject({
      change: {
        ownerRef: 'group:default/ops',
        address: { line1: 'Main Street 1', city: 'Springfield', country: 'US' },
        branding: { primaryColor: '#1234ab' },
      },
    });
  });

  it('removes an address that is emptied', async () => {
    const api = new FakeTenants();
    const address = { line1: 'Main 1', city: 'Springfield', country: 'US' };
    api.tenants = [aTenant({ address })];
    open(api, []);
    for (const name of ['Street', 'City', 'Country']) {
      await userEvent.clear(await screen.findByLabelText(name));
    }
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(api.asked).toEqual([{ version: 3, change: { address: null } }]),
    );
  });

  it('refuses what the server would refuse, and says why', async () => {
    const api = new FakeTenants();
    api.tenants = [aTenant()];
    open(api, []);
    await userEvent.type(await screen.findByLabelText(/^Labels/), '\nrubbish');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /“rubbish” is no label/,
    );
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });
});
