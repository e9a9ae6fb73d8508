import { formatMoney } from './money';

describe('formatMoney', () => {
  it.each([
    [{ amount: 2900, currency: 'USD' }, '$29.00'],
    [{ amount: 1, currency: 'USD' }, '$0.01'],
    [{ amount: 3000, currency: 'JPY' }, '¥3,000'],
    [{ amount: 1234, currency: 'KWD' }, 'KWD 1.234'],
    [{ amount: 0, currency: 'EUR' }, '€0.00'],
  ])('knows the minor unit of the currency: %j', (money, text) => {
    expect(
      formatMoney(money, { locale: 'en-US' }).replace(/\u00a0/g, ' '),
    ).toBe(text);
  });

  it('trims the zeros of whole amounts only', () => {
    const options = { locale: 'en-US', trimZeros: true };
    expect(formatMoney({ amount: 49900, currency: 'USD' }, options)).toBe(
      '$499',
    );
    expect(formatMoney({ amount: 49950, currency: 'USD' }, options)).toBe(
      '$499.50',
    );
  });

  it('refuses what is no currency', () => {
    expect(() => formatMoney({ amount: 1, currency: 'US' })).toThrow(
      RangeError,
    );
  });
});
