import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../__testUtils__/renderForm';
import { optionalGroupFormField } from './optionalGroupFormField';

const show = () =>
  renderForm({
    api: {},
    field: optionalGroupFormField,
    schema: {
      properties: {
        address: {
          title: 'Postal address',
          type: 'object',
          'ui:field': 'OptionalGroupField',
          'ui:options': { required: ['line1', 'city'] },
          properties: {
            line1: { title: 'Street', type: 'string' },
            city: { title: 'City', type: 'string' },
          },
        },
      },
    },
  });
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));
const tick = () =>
  userEvent.click(screen.getByRole('checkbox', { name: 'Postal address' }));
const type = (name: RegExp, text: string) =>
  userEvent.type(screen.getByRole('textbox', { name }), text);

describe('OptionalGroupField', () => {
  it('leaves nothing behind of a group that is not wanted after all', async () => {
    const { created } = await show();
    await tick();
    await type(/Street/, 'Main Street 1');
    await tick();
    await press('Review');
    expect(await screen.findByRole('button', { name: 'Create' })).toBeVisible();
    expect(screen.queryByText('Street')).not.toBeInTheDocument();
    expect(screen.queryByText('Postal address')).not.toBeInTheDocument();
    await press('Create');
    expect(created).toEqual([{ address: {} }]);
  });

  it('takes a group only whole', async () => {
    const { created } = await show();
    await tick();
    await type(/Street/, 'Main Street 1');
    await press('Review');
    expect(
      (await screen.findAllByText(/Still missing: City/))[0],
    ).toBeInTheDocument();
    await type(/City/, 'Springfield');
    await press('Review');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(created).toEqual([
      { address: { line1: 'Main Street 1', city: 'Springfield' } },
    ]);
  });
});
