import {
  canTransition,
  IllegalTransitionError,
  TENANT_STATUSES,
  TENANT_TRANSITIONS,
  transitionTenant,
} from './tenantState';

const LEGAL = [
  'pending>provisioning',
  'provisioning>active',
  'provisioning>provisioning_failed',
  'provisioning_failed>provisioning',
  'provisioning_failed>discarded',
  'active>suspended',
  'active>offboarding',
  'suspended>active',
  'suspended>offboarding',
  'offboarding>active',
  'offboarding>suspended',
  'offboarding>offboarded',
];

describe('tenant states', () => {
  const pairs = TENANT_STATUSES.flatMap(from =>
    TENANT_STATUSES.map(to => [from, to] as const),
  );

  const isLegal = ([from, to]: (typeof pairs)[number]) =>
    LEGAL.includes(`${from}>${to}`);

  it.each(pairs.filter(isLegal))('go from %s to %s', (from, to) => {
    expect(canTransition(from, to)).toBe(true);
    expect(transitionTenant(from, to)).toBe(to);
  });

  it.each(pairs.filter(pair => !isLegal(pair)))(
    "don't go from %s to %s",
    (from, to) => {
      expect(canTransition(from, to)).toBe(false);
      expect(() => transitionTenant(from, to)).toThrow(IllegalTransitionError);
    },
  );

  it('names both states and what is possible instead', () => {
    expect(() => transitionTenant('pending', 'suspended')).toThrow(
      "A tenant that is pending can't become suspended; it can become provisioning",
    );
    expect(() => transitionTenant('offboarded', 'active')).toThrow(
      "A tenant that is offboarded can't become active; offboarded is final",
    );
    const error = new IllegalTransitionError('pending', 'suspended');
    expect(error).toMatchObject({
      code: 'illegal_transition',
      param: 'status',
      from: 'pending',
      to: 'suspended',
    });
  });

  it('reaches every status from the first', () => {
    const reached = new Set(['pending']);
    for (const status of reached) {
      TENANT_TRANSITIONS[status as 'pending'].forEach(next =>
        reached.add(next),
      );
    }
    expect([...reached].sort()).toEqual([...TENANT_STATUSES].sort());
  });
});
