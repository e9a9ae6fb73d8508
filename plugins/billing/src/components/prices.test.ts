import type { Plan } from '@ananta/backstage-plugin-billing-common';
import { intervalsOf, priceOf, savingOf } from './prices';

const plan = {
  prices: [
    { id: '1', currency: 'USD', interval: 'month', amount: 2900 },
    { id: '2', currency: 'USD', interval: 'year', amount: 29000 },
    { id: '3', currency: 'EUR', interval: 'quarter', amount: 9000 },
  ],
} as Plan;

it('offers the intervals that have a price, shortest first', () => {
  expect(intervalsOf([plan])).toEqual(['month', 'quarter', 'year']);
  expect(intervalsOf([])).toEqual([]);
});

it('knows what a longer interval saves, in one currency', () => {
  expect(savingOf(plan, priceOf(plan, 'year')!)).toBe(5800);
  expect(savingOf(plan, priceOf(plan, 'month')!)).toBe(0);
  expect(savingOf(plan, priceOf(plan, 'quarter')!)).toBe(0);
});
