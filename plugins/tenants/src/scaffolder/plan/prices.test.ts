import { aPlan } from '../__testUtils__/plans';
import { describeCost, intervalsOf, priceOf } from './prices';

describe('prices of plans', () => {
  const basic = aPlan({
    name: 'Basic',
    trialDays: 14,
    prices: [
      { id: 'm', currency: 'USD', interval: 'month', amount: 2900 },
      { id: 'y', currency: 'USD', interval: 'year', amount: 29000 },
    ],
  });

  it('says what a month and a year of it cost', () => {
    expect(describeCost(basic, priceOf(basic, 'month')!)).toBe(
      'The first 14 days are free, then $29.00 each month, $348.00 a year.',
    );
  });

  it('says what a yearly price saves', () => {
    expect(describeCost(basic, priceOf(basic, 'year')!)).toBe(
      'The first 14 days are free, then $290.00 each year, $58.00 a year less than monthly.',
    );
  });

  it('says when it costs nothing', () => {
    const free = aPlan({
      name: 'Free',
      prices: [{ id: 'm', currency: 'USD', interval: 'month', amount: 0 }],
    });
    expect(describeCost(free, free.prices[0])).toBe('Free is free of charge.');
  });

  it('offers the intervals that any plan has, shortest first', () => {
    const quarterly = aPlan({
      prices: [
        { id: 'y', currency: 'USD', interval: 'year', amount: 1 },
        { id: 'q', currency: 'USD', interval: 'quarter', amount: 1 },
      ],
    });
    expect(intervalsOf([basic, quarterly])).toEqual([
      'month',
      'quarter',
      'year',
    ]);
  });
});
