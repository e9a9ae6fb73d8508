import { formatMoney } from './Money';

it.each([
  [2900, 'USD', '$29.00'],
  [0, 'USD', '$0.00'],
  [1234, 'JPY', '¥1,234'],
  [1234, 'KWD', 'KWD 1.234'],
])('writes %d minor units of %s as %s', (amount, currency, words) => {
  expect(formatMoney(amount, currency).replace(/\u00a0/g, ' ')).toBe(words);
});
