import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  createBillingServer,
  plan,
  subscription,
} from '../__testUtils__/billingServer';
import { PlanRoutes } from './PlanRoutes';

describe('a plan’s own page', () => {
  it('shows the plan and asks for its subscribers', async () => {
    const server = createBillingServer();
    server.answer('/plans/basic', 200, plan());
    server.answer('/subscriptions', 200, {
      items: [subscription()],
      hasMore: false,
    });
    renderInTestApp(<PlanRoutes />, {
      apis: [server.api],
      initialRouteEntries: ['/basic'],
    });
    expect(await screen.findByText('$290.00 / year')).toBeVisible();
    expect(await screen.findByRole('row', { name: /acme/ })).toBeVisible();
    expect(server.requests).toContain('/subscriptions?planKey=basic');
  });

  it('says when there is no such plan', async () => {
    const server = createBillingServer();
    server.answer('/plans/gold', 404, {
      error: { name: 'NotFoundError', message: "There is no plan 'gold'" },
      response: { statusCode: 404 },
      code: 'not_found',
    });
    renderInTestApp(<PlanRoutes />, {
      apis: [server.api],
      initialRouteEntries: ['/gold'],
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "There is no plan 'gold'",
    );
  });
});
