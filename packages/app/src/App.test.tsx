import { render, screen } from '@testing-library/react';
import App from './App';

const CONFIG = {
  app: { title: 'Ananta', baseUrl: 'http://localhost:7007' },
  backend: { baseUrl: 'http://localhost:7007' },
  ananta: {
    localSignIn: {
      enabled: true,
      users: [
        { name: 'olivia-ops', title: 'Olivia Ops', role: 'Operations' },
        { name: 'sam-support', title: 'Sam Support', role: 'Support' },
      ],
    },
  },
};

describe('App', () => {
  it('asks who is there, and says that this is for one machine', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [{ data: CONFIG, context: 'test' }] as any,
    };

    render(App.createRoot());

    expect(
      await screen.findByText('Local sign-in — this machine only'),
    ).toBeVisible();
    expect(
      screen.getAllByRole('button').map(button => button.textContent),
    ).toEqual(['OOOlivia OpsOperations', 'SSSam SupportSupport']);
  });
});
