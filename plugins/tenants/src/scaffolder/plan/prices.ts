import type {
  BillingInterval,
  Plan,
  Price,
} from '@ananta/backstage-plugin-billing-common';
import { formatMoney } from '@ananta/ui';

const PER_YEAR: Record<BillingInterval, number> = {
  week: 52,
  month: 12,
  quarter: 4,
  half_year: 2,
  year: 1,
};

const ORDER = Object.keys(PER_YEAR) as BillingInterval[];

export const EACH: Record<BillingInterval, string> = {
  week: 'Weekly',
  month: 'Monthly',
  quarter: 'Quarterly',
  half_year: 'Half-yearly',
  year: 'Yearly',
};

export function priceOf(
  plan: Plan,
  interval: BillingInterval,
): Price | undefined {
  return plan.prices.find(price => price.interval === interval);
}

/** The intervals that any of the plans offers, shortest first. */
export function intervalsOf(plans: Plan[]): BillingInterval[] {
  return ORDER.filter(interval => plans.some(plan => priceOf(plan, interval)));
}

/** What a plan costs, in a sentence: the trial, the price, and what a year comes to. */
export function describeCost(plan: Plan, price: Price): string {
  if (price.amount === 0) {
    return `${plan.name} is free of charge.`;
  }
  const money = (amount: number) => formatMoney(amount, price.currency);
  const perYear = price.amount * PER_YEAR[price.interval];
  const saving = savingPerYear(plan, perYear, price.currency);
  const trial = plan.trialDays
    ? `The first ${plan.trialDays} days are free, then `
    : '';
  const parts = [
    `${trial}${money(price.amount)} each ${price.interval.replace('_', ' ')}`,
  ];
  if (saving) {
    parts.push(`${money(saving)} a year less than monthly`);
  } else if (price.interval !== 'year') {
    parts.push(`${money(perYear)} a year`);
  }
  return `${parts.join(', ')}.`;
}

function savingPerYear(plan: Plan, perYear: number, currency: string): number {
  const monthly = plan.prices.find(
    price => price.interval === 'month' && price.currency === currency,
  );
  return Math.max(0, (monthly ? monthly.amount * 12 : perYear) - perYear);
}
