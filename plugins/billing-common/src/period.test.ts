import fc from 'fast-check';
import { addDays, BILLING_INTERVALS, billingPeriod } from './period';

const anchors = fc
  .date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2100-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  .map(date => date.toISOString());
const intervals = fc.constantFrom(...BILLING_INTERVALS);
const indexes = fc.integer({ min: 0, max: 200 });

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

describe('billingPeriod', () => {
  it.each([
    ['2025-01-31T10:00:00.000Z', 0, '2025-02-28T10:00:00.000Z'],
    ['2025-01-31T10:00:00.000Z', 1, '2025-03-31T10:00:00.000Z'],
    ['2024-01-31T10:00:00.000Z', 0, '2024-02-29T10:00:00.000Z'],
    ['2024-01-30T23:59:59.999Z', 0, '2024-02-29T23:59:59.999Z'],
    ['2024-12-31T00:00:00.000Z', 0, '2025-01-31T00:00:00.000Z'],
  ])('clamps to the end of the month: %s, period %i', (anchor, index, end) => {
    expect(billingPeriod(anchor, 'month', index).end).toBe(end);
  });

  it.each([
    ['week', '2024-03-07T00:00:00.000Z'],
    ['month', '2024-03-29T00:00:00.000Z'],
    ['quarter', '2024-05-29T00:00:00.000Z'],
    ['half_year', '2024-08-29T00:00:00.000Z'],
    ['year', '2025-02-28T00:00:00.000Z'],
  ] as const)('measures a %s from a leap day', (interval, end) => {
    expect(billingPeriod('2024-02-29T00:00:00.000Z', interval)).toEqual({
      start: '2024-02-29T00:00:00.000Z',
      end,
    });
  });

  it('comes back to the leap day after four years', () => {
    expect(billingPeriod('2024-02-29T00:00:00Z', 'year', 4).start).toBe(
      '2028-02-29T00:00:00.000Z',
    );
  });

  it('counts in UTC whatever offset the anchor is written in', () => {
    expect(billingPeriod('2025-02-01T01:00:00+02:00', 'month')).toEqual({
      start: '2025-01-31T23:00:00.000Z',
      end: '2025-02-28T23:00:00.000Z',
    });
  });

  it('leaves no gap and no overlap between periods, and never an empty one', () => {
    fc.assert(
      fc.property(anchors, intervals, indexes, (anchor, interval, index) => {
        const period = billingPeriod(anchor, interval, index);
        const next = billingPeriod(anchor, interval, index + 1);
        expect(next.start).toBe(period.end);
        expect(Date.parse(period.end)).toBeGreaterThan(
          Date.parse(period.start),
        );
      }),
    );
  });

  it("keeps the anchor's day and time wherever the month has that day", () => {
    fc.assert(
      fc.property(anchors, indexes, (anchor, index) => {
        const start = new Date(billingPeriod(anchor, 'month', index).start);
        const from = new Date(anchor);
        const last = daysInMonth(start.getUTCFullYear(), start.getUTCMonth());
        expect(start.getUTCDate()).toBe(Math.min(from.getUTCDate(), last));
        expect(start.toISOString().slice(11)).toBe(anchor.slice(11));
        expect(
          (start.getUTCFullYear() - from.getUTCFullYear()) * 12 +
            start.getUTCMonth() -
            from.getUTCMonth(),
        ).toBe(index);
      }),
    );
  });

  it('makes a year of twelve months, four quarters and two halves', () => {
    fc.assert(
      fc.property(anchors, anchor => {
        const { end } = billingPeriod(anchor, 'year');
        expect(billingPeriod(anchor, 'month', 11).end).toBe(end);
        expect(billingPeriod(anchor, 'quarter', 3).end).toBe(end);
        expect(billingPeriod(anchor, 'half_year', 1).end).toBe(end);
      }),
    );
  });

  it.each(['', 'tomorrow', '2025-02-30T00:00:00Z'])(
    'refuses %j as an anchor',
    anchor => {
      expect(() => billingPeriod(anchor, 'month')).toThrow(RangeError);
    },
  );
});

describe('addDays', () => {
  it('adds days of 24 hours', () => {
    fc.assert(
      fc.property(anchors, fc.integer({ min: 0, max: 400 }), (from, days) => {
        expect(Date.parse(addDays(from, days)) - Date.parse(from)).toBe(
          days * 86_400_000,
        );
      }),
    );
  });
});
