/** Words for "per interval". */
const PER: Record<string, string> = {
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  half_year: 'half year',
  year: 'year',
};

/** An amount in minor units of an ISO 4217 currency, in the reader's notation. */
export function formatMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/** Money in minor units, with "/ month" behind it when an interval is given. */
export function Money(props: {
  /** Minor units. */
  amount: number;
  /** ISO 4217 */
  currency: string;
  interval?: string;
}) {
  const { amount, currency, interval } = props;
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {formatMoney(amount, currency)}
      {interval ? ` / ${PER[interval] ?? interval}` : ''}
    </span>
  );
}
