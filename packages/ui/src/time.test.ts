import { formatDuration, formatRelative } from './time';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('formatRelative', () => {
  it.each([
    ['2026-03-01T11:59:58Z', 'just now'],
    ['2026-03-01T11:59:20Z', '40 seconds ago'],
    ['2026-03-01T09:00:00Z', '3 hours ago'],
    ['2026-03-01T12:10:00Z', 'in 10 minutes'],
    ['2026-03-15T11:58:00Z', 'in 14 days'],
    ['rubbish', ''],
  ])('says of %s: %s', (at, words) => {
    expect(formatRelative(at, NOW)).toBe(words);
  });
});

describe('formatDuration', () => {
  it.each([
    [-5, '0 ms'],
    [850, '850 ms'],
    [3_240, '3.2 s'],
    [42_000, '42 s'],
    [59_990, '1 m 00 s'],
    [125_000, '2 m 05 s'],
    [3_720_000, '1 h 02 m'],
    [93_600_000, '1 d 02 h'],
  ])('writes %d ms as %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });
});
