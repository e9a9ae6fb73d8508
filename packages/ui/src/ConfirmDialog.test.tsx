import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ConfirmDialog } from './ConfirmDialog';

function show(onConfirm: () => Promise<void>, onClose: () => void) {
  renderInTestApp(
    <ConfirmDialog
      isOpen
      title="Offboard Acme?"
      confirmLabel="Offboard"
      destructive
      typeToConfirm="acme"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      Everything of Acme is removed.
    </ConfirmDialog>,
  );
}

describe('ConfirmDialog', () => {
  it('acts only after the key was typed, then closes', async () => {
    const acts: string[] = [];
    show(
      async () => void acts.push('confirmed'),
      () => acts.push('closed'),
    );
    const button = await screen.findByRole('button', { name: 'Offboard' });
    expect(button).toBeDisabled();
    await userEvent.type(screen.getByLabelText(/Type acme/), 'acme');
    await userEvent.click(button);
    await waitFor(() => expect(acts).toEqual(['confirmed', 'closed']));
  });

  it('stays open and says why when the act fails', async () => {
    const acts: string[] = [];
    show(
      async () => {
        throw new Error('The run has already ended');
      },
      () => acts.push('closed'),
    );
    await userEvent.type(
      await screen.findByLabelText(/Type acme/),
      'acme{Enter}',
    );
    expect(await screen.findByText(/The run has already ended/)).toBeVisible();
    expect(acts).toEqual([]);
  });
});
