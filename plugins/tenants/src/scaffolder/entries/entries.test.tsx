import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderForm } from '../__testUtils__/renderForm';
import { domainsFormField } from './domainsFormField';
import { labelsFormField } from './labelsFormField';

const create = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
};

describe('DomainsField', () => {
  it('collects domain names and refuses what is none', async () => {
    const { created } = await renderForm({
      api: {},
      field: domainsFormField,
      schema: {
        properties: {
          domains: {
            title: 'Domains',
            type: 'array',
            items: { type: 'string' },
            'ui:field': 'DomainsField',
          },
        },
      },
    });
    const input = screen.getByRole('textbox', { name: 'Domains' });
    await userEvent.type(input, 'Acme.example{Enter}');
    await userEvent.type(input, 'not a domain{Enter}');
    expect(
      screen.getByText("'not a domain' is not a domain name"),
    ).toBeInTheDocument();
    await userEvent.clear(input);
    await userEvent.type(input, 'gone.example{Enter}');
    await userEvent.click(
      screen.getAllByRole('button', { name: /Remove/ }).at(-1)!,
    );
    await create();
    expect(created).toEqual([{ domains: ['acme.example'] }]);
  });
});

describe('LabelsField', () => {
  it('collects names and values', async () => {
    const { created } = await renderForm({
      api: {},
      field: labelsFormField,
      schema: {
        properties: {
          labels: {
            title: 'Labels',
            type: 'object',
            'ui:field': 'LabelsField',
          },
        },
      },
    });
    const input = screen.getByRole('textbox', { name: 'Labels' });
    await userEvent.type(input, 'tier=gold{Enter}');
    await userEvent.type(input, 'tier=silver{Enter}');
    await userEvent.type(input, 'nonsense{Enter}');
    expect(screen.getByText(/name=value/)).toBeInTheDocument();
    await create();
    expect(created).toEqual([{ labels: { tier: 'silver' } }]);
  });
});
