import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { FirstSteps } from './FirstSteps';

it('offers no new tenant to those whose role can’t create one', async () => {
  renderInTestApp(<FirstSteps mayCreate={false} />);
  expect(await screen.findByText(/Your role can’t create one/)).toBeVisible();
  expect(screen.queryByRole('link', { name: 'New tenant' })).toBeNull();
});
