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
