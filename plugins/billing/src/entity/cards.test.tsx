import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { ReactElement } from 'react';
import {
  createBillingServer,
  plan,
  subscription,
} from '../__testUtils__/billingServer';
import { PlanCardContent } from './PlanCardContent';
import { SubscribersContent } from './SubscribersContent';
import { SubscriptionCardContent } from './SubscriptionCardContent';

function renderOn(
  entity: { kind: string; annotations?: Record<string, string> },
  content: ReactElement,
) {
  const server = createBillingServer();
  server.answer('/plans/basic', 200, plan());
  server.answer('/subscriptions/sub-1', 200, subscription());
  server.answer('/subscriptions', 200, {
    items: [subscription()],
    hasMore: false,
  });
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'ananta.io/v1alpha1',
        kind: entity.kind,
        metadata: { name: 'some-name', annotations: entity.annotations },
      }}
    >
      {content}
    </EntityProvider>,
    { apis: [server.api] },
  );
  return server;
}

const PLAN = { kind: 'Plan', annotations: { 'ananta.io/plan-key': 'basic' } };

it('shows on a plan entity what billing says', async () => {
  renderOn(PLAN, <PlanCardContent />);
  expect(await screen.findByText('$29.00 / month')).toBeVisible();
  expect(screen.getByRole('link', { name: '3 subscribers' })).toBeVisible();
});

it('lists a plan entity’s subscribers', async () => {
  const server = renderOn(PLAN, <SubscribersContent />);
  expect(await screen.findByRole('row', { name: /acme/ })).toBeVisible();
  expect(server.requests).toEqual(['/subscriptions?planKey=basic']);
});

it('shows on a subscription entity what billing says', async () => {
  renderOn(
    {
      kind: 'Subscription',
      annotations: { 'ananta.io/subscription-id': 'sub-1' },
    },
    <SubscriptionCardContent />,
  );
  expect(await screen.findByText('$29.00 / month')).toBeVisible();
  expect(screen.getByText('Trial')).toBeVisible();
  expect(screen.getByRole('link', { name: 'acme' })).toHaveAttribute(
    'href',
    '/tenants/tenant-1',
  );
});

it('says which annotation a subscription entity lacks', async () => {
  renderOn({ kind: 'Subscription' }, <SubscriptionCardContent />);
  expect(
    await screen.findByText('ananta.io/subscription-id', { exact: false }),
  ).toBeVisible();
});
