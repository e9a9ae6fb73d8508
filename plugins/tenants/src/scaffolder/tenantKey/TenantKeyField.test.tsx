import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { KeyAvailability } from '@ananta/backstage-plugin-tenants-common';
import { renderForm } from '../__testUtils__/renderForm';
import { tenantKeyFormField } from './tenantKeyFormField';

describe('TenantKeyField', () => {
  const asked: string[] = [];
  const taken = new Set<string>();
  const api = {
    checkKey: async (key: string): Promise<KeyAvailability> => {
      asked.push(key);
      return taken.has(key)
        ? { key, state: 'taken', reason: `Somebody has '${key}'` }
        : { key, state: 'free' };
    },
  };
  const schema = {
    type: 'object',
    required: ['name', 'key'],
    properties: {
      name: { title: 'Company name', type: 'string' },
      key: { title: 'Key', type: 'string', 'ui:field': 'TenantKeyField' },
    },
  };
  const render = () => renderForm({ api, field: tenantKeyFormField, schema });
  const name = () => screen.getByLabelText(/^Company name/);
  const key = () => screen.getByLabelText<HTMLInputElement>(/^Key/);

  beforeEach(() => {
    asked.length = 0;
    taken.clear();
  });

  it('suggests a key from the name and says that it is free', async () => {
    await render();
    await userEvent.type(name(), 'Acme Inc.');
    await waitFor(() => expect(key().value).toBe('acme-inc'));
    expect(await screen.findByText('This key is free.')).toBeInTheDocument();
    expect(asked).toEqual(['acme-inc']);
  });

  it('leaves a key alone that somebody typed', async () => {
    await render();
    await userEvent.type(name(), 'Acme');
    await waitFor(() => expect(key().value).toBe('acme'));
    await userEvent.type(key(), '2');
    await userEvent.type(name(), ' Inc.');
    expect(key().value).toBe('acme2');
  });

  it('says why a key cannot be had, without asking where it knows', async () => {
    taken.add('acme');
    await render();
    await userEvent.type(key(), 'acme');
    expect(await screen.findByText("Somebody has 'acme'")).toBeInTheDocument();
    expect(key()).toBeInvalid();

    asked.length = 0;
    await userEvent.clear(key());
    await userEvent.type(key(), 'admin');
    expect(await screen.findByText(/reserved/)).toBeInTheDocument();
    await userEvent.clear(key());
    await userEvent.type(key(), 'a--b');
    expect(await screen.findByText(/single hyphens/)).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it('does not let a taken key pass', async () => {
    taken.add('acme');
    await render();
    await userEvent.type(name(), 'Acme');
    await waitFor(() => expect(key().value).toBe('acme'));
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(await screen.findAllByText(/Somebody has 'acme'/)).not.toHaveLength(
      0,
    );
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();

    taken.clear();
    await userEvent.type(key(), '2');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
  });
});
