import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aPlan } from '../__testUtils__/plans';
import { renderForm } from '../__testUtils__/renderForm';
import { planFormField } from './planFormField';

const pricesOf = (amount: number) => [
  { id: 'm', currency: 'USD', interval: 'month' as const, amount },
  { id: 'y', currency: 'USD', interval: 'year' as const, amount: amount * 10 },
];

const PLANS = [
  aPlan({ key: 'pro', name: 'Professional', tier: 3, prices: pricesOf(9900) }),
  aPlan({ prices: pricesOf(2900) }),
];

const schema = {
  type: 'object',
  required: ['plan'],
  properties: {
    plan: {
      title: 'Plan',
      type: 'object',
      'ui:field': 'PlanField',
      properties: {
        key: { title: 'Plan', type: 'string' },
        interval: { title: 'Billed each', type: 'string' },
      },
    },
  },
};

describe('PlanField', () => {
  const render = (listPlans = async () => ({ items: PLANS, hasMore: false })) =>
    renderForm({ api: { listPlans }, field: planFormField, schema });
  const next = () =>
    userEvent.click(screen.getByRole('button', { name: 'Review' }));

  it('offers the plans from the smallest with their prices and limits', async () => {
    await render();
    const cards = await screen.findAllByRole('radio', { name: /USD|\$/ });
    expect(cards.map(card => (card as HTMLInputElement).value)).toEqual([
      'basic',
      'pro',
    ]);
    expect(screen.getByText('$29.00 / month')).toBeInTheDocument();
    expect(screen.getAllByText('10 GB storage')).toHaveLength(2);
    expect(screen.getAllByText('Unlimited components')).toHaveLength(2);
  });

  it('hands on the plan and the interval, and says what they cost', async () => {
    const { created } = await render();
    await userEvent.click(await screen.findByRole('radio', { name: /Basic/ }));
    expect(screen.getByText(/\$348.00 a year/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Yearly' }));
    expect(screen.getByText('$290.00 / year')).toBeInTheDocument();
    expect(screen.getByText(/\$58.00 a year less/)).toBeInTheDocument();

    await next();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(created).toEqual([{ plan: { key: 'basic', interval: 'year' } }]);
  });

  it('does not go on without a plan', async () => {
    await render();
    await screen.findByRole('radio', { name: /Basic/ });
    await next();
    expect(await screen.findAllByText(/Choose a plan/)).not.toHaveLength(0);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('says when the plans cannot be loaded, and tries again', async () => {
    let broken = true;
    await render(async () => {
      if (broken) {
        throw new Error('Billing sleeps');
      }
      return { items: PLANS, hasMore: false };
    });
    expect(await screen.findByText(/Billing sleeps/)).toBeInTheDocument();
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('radio', { name: /Basic/ }),
    ).toBeInTheDocument();
  });
});
