import { findTenantKeyProblem } from '@ananta/backstage-plugin-tenants-common';
import { suggestKey } from './suggestKey';

describe('suggestKey', () => {
  it.each([
    ['Acme Inc.', 'acme-inc'],
    ['  Müller & Söhne GmbH ', 'muller-sohne-gmbh'],
    ['Weiß AG', 'weiss-ag'],
    ['3M Company', 'm-company'],
    [
      'A very long company name that goes on',
      'a-very-long-company-name-that-g',
    ],
    ['Thirty characters and a hyphen x', 'thirty-characters-and-a-hyphen'],
    ['東京', ''],
    ['', ''],
  ])('makes of %p the key %p', (name, key) => {
    expect(suggestKey(name)).toBe(key);
  });

  it('suggests keys that may be asked for', () => {
    expect(findTenantKeyProblem(suggestKey('A - B -- C'))).toBeUndefined();
  });
});
