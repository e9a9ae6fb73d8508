import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { createBillingServer, plan } from '../__testUtils__/billingServer';
import { PlansPage } from './PlansPage';

describe('PlansPage', () => {
  it('shows each plan with what it costs, allows and includes', async () => {
    const server = createBillingServer();
    server.answer('/plans', 200, {
      items: [plan(), plan({ key: 'free', name: 'Free', subscribers: 1 })],
      hasMore: false,
    });
    renderInTestApp(<PlansPage />, { apis: [server.api] });

    const card = within(await screen.findByRole('listitem', { name: 'Basic' }));
    expect(card.getByText('$29.00')).toBeVisible();
    expect(card.getByText('/ month')).toBeVisible();
    expect(card.getByText('5 users')).toBeVisible();
    expect(card.getByText('Unlimited storage')).toBeVisible();
    expect(card.getByText('Single sign on')).toHaveTextContent('not included');
    expect(card.getByText('Webhooks')).not.toHaveTextContent('not included');
    expect(card.getByText('Pooled')).toBeVisible();
    expect(card.getByRole('link', { name: '3 subscribers' })).toHaveAttribute(
      'href',
      '/subscriptions?plan=basic',
    );
    expect(card.getByRole('link', { name: 'Basic' })).toHaveAttribute(
      'href',
      '/plans/basic',
    );
  });

  it('changes the interval for all plans, by keyboard too', async () => {
    const server = createBillingServer();
    server.answer('/plans', 200, { items: [plan()], hasMore: false });
    renderInTestApp(<PlansPage />, { apis: [server.api] });

    await userEvent.click(await screen.findByRole('radio', { name: 'Yearly' }));
    expect(await screen.findByText('$290.00')).toBeVisible();
    expect(screen.getByText('14 days free trial · saves $58.00')).toBeVisible();
    await userEvent.keyboard('{ArrowLeft} ');
    expect(await screen.findByText('$29.00')).toBeVisible();
  });

  it('says that a plan is not offered at the interval', async () => {
    const server = createBillingServer();
    const [, yearly] = plan().prices;
    server.answer('/plans', 200, {
      items: [plan(), plan({ key: 'big', name: 'Big', prices: [yearly] })],
      hasMore: false,
    });
    renderInTestApp(<PlansPage />, { apis: [server.api] });
    const card = await screen.findByRole('listitem', { name: 'Big' });
    expect(card).toHaveTextContent('Not offered at this interval');
  });

  it('explains itself when there is no plan', async () => {
    renderInTestApp(<PlansPage />, { apis: [createBillingServer().api] });
    expect(await screen.findByText('No plan is published')).toBeVisible();
  });

  it('says what went wrong and tries again', async () => {
    const server = createBillingServer();
    server.answer('/plans', 403, {
      error: { name: 'NotAllowedError', message: 'Ask for plan.read' },
      response: { statusCode: 403 },
      code: 'forbidden',
    });
    renderInTestApp(<PlansPage />, { apis: [server.api] });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Ask for plan.read (forbidden)');

    server.answer('/plans', 200, { items: [plan()], hasMore: false });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.getByText('Basic')).toBeVisible());
  });
});
