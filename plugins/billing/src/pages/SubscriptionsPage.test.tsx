import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  createBillingServer,
  plan,
  subscription,
} from '../__testUtils__/billingServer';
import { SubscriptionsPage } from './SubscriptionsPage';

describe('SubscriptionsPage', () => {
  it('lists subscriptions, each of which leads to its tenant', async () => {
    const server = createBillingServer();
    server.answer('/subscriptions', 200, {
      items: [subscription({ quantity: 2 })],
      hasMore: false,
    });
    renderInTestApp(<SubscriptionsPage />, { apis: [server.api] });

    const row = await screen.findByRole('row', { name: /acme/ });
    expect(row).toHaveTextContent('Trial');
    expect(row).toHaveTextContent('Version 1');
    expect(row).toHaveTextContent('$58.00');
    expect(row).toHaveAttribute('data-href', '/tenants/tenant-1');
  });

  it('asks the server for what the address says', async () => {
    const server = createBillingServer();
    server.answer('/plans', 200, { items: [plan()], hasMore: false });
    renderInTestApp(<SubscriptionsPage />, {
      apis: [server.api],
      initialRouteEntries: ['/?plan=basic&status=active&status=trialing'],
    });
    expect(await screen.findByText('No subscription matches')).toBeVisible();
    expect(server.requests).toContain(
      '/subscriptions?status=active&status=trialing&planKey=basic',
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'Show all subscriptions' }),
    );
    expect(await screen.findByText('No subscriptions yet')).toBeVisible();
    expect(server.requests).toContain('/subscriptions');
  });

  it('filters by plan and walks through the pages', async () => {
    const server = createBillingServer();
    server.answer('/plans', 200, { items: [plan()], hasMore: false });
    server.answer('/subscriptions', 200, {
      items: [subscription()],
      hasMore: true,
      cursor: 'second',
    });
    renderInTestApp(<SubscriptionsPage />, { apis: [server.api] });
    await userEvent.click(await screen.findByRole('button', { name: /Plan/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Basic' }));
    await waitFor(() =>
      expect(server.requests).toContain('/subscriptions?planKey=basic'),
    );
    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    await waitFor(() =>
      expect(server.requests).toContain(
        '/subscriptions?planKey=basic&cursor=second',
      ),
    );
  });
});
