import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTenants } from '../../__testUtils__/FakeTenants';
import { renderForm } from '../__testUtils__/renderForm';
import { appPlaneFormField } from './appPlaneFormField';
import { regionFormField } from './regionFormField';

const create = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
};

const schemaOf = (name: string, title: string, field: string) => ({
  properties: { [name]: { title, type: 'string', 'ui:field': field } },
});

describe('RegionField', () => {
  it('offers the regions that there are, the default one chosen', async () => {
    const { created } = await renderForm({
      api: new FakeTenants(),
      field: regionFormField,
      schema: schemaOf('region', 'Region', 'RegionField'),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /local Region/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'eu' }));
    await create();
    expect(created).toEqual([{ region: 'eu' }]);
  });

  it('says when they could not be loaded', async () => {
    await renderForm({
      api: {
        getOptions: async () => {
          throw new Error('The server is away');
        },
      },
      field: regionFormField,
      schema: schemaOf('region', 'Region', 'RegionField'),
    });
    expect(await screen.findByText(/could not be loaded/)).toBeVisible();
  });
});

describe('AppPlaneField', () => {
  it('names app planes as people know them', async () => {
    const { created } = await renderForm({
      api: new FakeTenants(),
      field: appPlaneFormField,
      schema: schemaOf('appPlane', 'App plane', 'AppPlaneField'),
    });
    expect(
      await screen.findByRole('button', { name: /Main Platform App plane/ }),
    ).toBeVisible();
    await create();
    expect(created).toEqual([{}]);
  });
});
