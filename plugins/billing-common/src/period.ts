import { DateTime, type DurationLikeObject } from 'luxon';
import type { BillingInterval } from './vocabulary';

/** A span of time in UTC, ISO 8601; the end is exclusive. */
export interface Period {
  start: string;
  end: string;
}

const LENGTHS: Record<BillingInterval, DurationLikeObject> = {
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  half_year: { months: 6 },
  year: { years: 1 },
};

/** Every interval, shortest first. */
export const BILLING_INTERVALS = Object.keys(LENGTHS) as BillingInterval[];

/**
 * The period number `index` (from 0) of a subscription anchored at an instant.
 *
 * Both ends are counted from the anchor, never from the period before, so that
 * one anchored on the 31st comes back to the 31st after a shorter month.
 *
 * @throws RangeError when the anchor is no ISO 8601 instant
 */
export function billingPeriod(
  anchor: string,
  interval: BillingInterval,
  index = 0,
): Period {
  return {
    start: shift(anchor, LENGTHS[interval], index),
    end: shift(anchor, LENGTHS[interval], index + 1),
  };
}

/**
 * The same time of day in UTC, a number of days later.
 *
 * @throws RangeError when the instant is not ISO 8601
 */
export function addDays(instant: string, days: number): string {
  return shift(instant, { days: 1 }, days);
}

function shift(
  instant: string,
  length: DurationLikeObject,
  times: number,
): string {
  const from = DateTime.fromISO(instant, { zone: 'utc' });
  const total = Object.entries(length).map(([unit, n]) => [unit, n * times]);
  const shifted = from.plus(Object.fromEntries(total)).toISO();
  if (!shifted) {
    throw new RangeError(`'${instant}' is not an instant in ISO 8601`);
  }
  return shifted;
}
