import {
  BILLING_INTERVALS,
  type BillingInterval,
  type Plan,
  type Price,
} from '@ananta/backstage-plugin-billing-common';

const MONTHS: Partial<Record<BillingInterval, number>> = {
  month: 1,
  quarter: 3,
  half_year: 6,
  year: 12,
};

/** The intervals that any of the plans offers, shortest first. */
export function intervalsOf(plans: Plan[]): BillingInterval[] {
  return BILLING_INTERVALS.filter(interval =>
    plans.some(plan => priceOf(plan, interval)),
  );
}

export function priceOf(
  plan: Plan,
  interval: BillingInterval,
): Price | undefined {
  return plan.prices.find(price => price.interval === interval);
}

/** What one saves in an interval against paying for it monthly; minor units. */
export function savingOf(plan: Plan, price: Price): number {
  const monthly = plan.prices.find(
    ({ interval, currency }) =>
      interval === 'month' && currency === price.currency,
  );
  const months = MONTHS[price.interval];
  return monthly && months
    ? Math.max(0, monthly.amount * months - price.amount)
    : 0;
}
