/** An amount of money: minor units of an ISO 4217 currency. */
export interface Money {
  amount: number;
  currency: string;
}

/**
 * Writes money for people in the way of a locale: `$29.00`, `¥3,000`.
 * Whole amounts lose their zeros when `trimZeros` is set: `$29`.
 *
 * @throws RangeError when the currency is no ISO 4217 code
 */
export function formatMoney(
  { amount, currency }: Money,
  options: { locale?: string; trimZeros?: boolean } = {},
): string {
  const style = { style: 'currency', currency } as const;
  const digits =
    new Intl.NumberFormat(options.locale, style).resolvedOptions()
      .maximumFractionDigits ?? 0;
  const format = new Intl.NumberFormat(options.locale, {
    ...style,
    ...(options.trimZeros && amount % 10 ** digits === 0
      ? { minimumFractionDigits: 0, maximumFractionDigits: 0 }
      : {}),
  });
  return format.format(amount / 10 ** digits);
}
