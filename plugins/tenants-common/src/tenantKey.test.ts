import * as fc from 'fast-check';
import { findTenantKeyProblem, RESERVED_TENANT_KEYS } from './tenantKey';

describe('tenant keys', () => {
  it.each(['ab', 'acme', 'a1', 'acme-corp', 'a-b-c', `a${'b'.repeat(30)}`])(
    'takes %s',
    key => expect(findTenantKeyProblem(key)).toBeUndefined(),
  );

  it.each([
    '',
    'a',
    '1acme',
    '-acme',
    'acme-',
    'ac--me',
    'xn--acme',
    'Acme',
    'ac_me',
    'ac.me',
    'ac me',
    'acme\n',
    'acmé',
    'acme"; drop schema public',
    '../etc',
    `a${'b'.repeat(31)}`,
  ])('refuses %j as malformed', key =>
    expect(findTenantKeyProblem(key)?.state).toBe('malformed'),
  );

  it.each([...RESERVED_TENANT_KEYS])('reserves %s', key => {
    const problem = findTenantKeyProblem(key);
    expect(problem).toEqual({
      state: 'reserved',
      reason: `The key '${key}' is reserved`,
    });
  });

  it('takes nothing that is not a DNS label', () => {
    const dnsLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
    const key = fc.stringMatching(/^[a-zA-Z0-9_. -]{0,40}$/);
    fc.assert(
      fc.property(key, text => {
        const isTaken = findTenantKeyProblem(text) === undefined;
        expect(isTaken && !dnsLabel.test(text)).toBe(false);
      }),
    );
  });

  it('answers at once, however long the text', () => {
    const started = process.hrtime.bigint();
    findTenantKeyProblem(`a${'-a'.repeat(100_000)}!`);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(100);
  });
});
