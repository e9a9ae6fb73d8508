import { featureWords, limitWords, subscriberWords } from './words';

it.each([
  ['maxUsers', 2, '2 users'],
  ['maxComponents', 50_000, '50,000 components'],
  ['maxStorageGb', 100, '100 GB storage'],
  ['maxStorageGb', null, 'Unlimited storage'],
  ['apiCalls', 1_000, '1,000 API calls'],
])('writes the limit %s of %p as %s', (name, value, words) => {
  expect(limitWords(name, value)).toBe(words);
});

it.each([
  ['customDomains', 'Custom domains'],
  ['apiAccess', 'API access'],
  ['aiNormalization', 'AI normalization'],
  ['webhooks', 'Webhooks'],
])('writes the feature %s as %s', (name, words) => {
  expect(featureWords(name)).toBe(words);
});

it('counts subscribers', () => {
  expect([0, 1, 1200].map(subscriberWords)).toEqual([
    '0 subscribers',
    '1 subscriber',
    '1,200 subscribers',
  ]);
});
