import fc from 'fast-check';
import { BILLING_INTERVALS } from './period';
import type { SubscriptionStatus } from './subscription';
import {
  assertSubscriptionDeletable,
  assertSubscriptionTransition,
  FINISHED_SUBSCRIPTION_STATUSES,
  IllegalTransitionError,
  startSubscription,
  SUBSCRIPTION_STATUSES,
} from './subscriptionState';

const AT = '2025-01-31T12:00:00.000Z';

function allowed(from: SubscriptionStatus): SubscriptionStatus[] {
  return SUBSCRIPTION_STATUSES.filter(to => {
    try {
      assertSubscriptionTransition(from, to);
      return true;
    } catch {
      return false;
    }
  });
}

function isIllegal(act: () => void): boolean {
  try {
    act();
    return false;
  } catch (error) {
    return error instanceof IllegalTransitionError;
  }
}

describe('subscription state machine', () => {
  it.each([
    ['pending', ['trialing', 'active']],
    ['trialing', ['active', 'past_due', 'canceled', 'expired']],
    ['active', ['past_due', 'paused', 'canceled', 'expired']],
    ['past_due', ['active', 'suspended', 'canceled']],
    ['paused', ['active', 'canceled']],
    ['suspended', ['active', 'canceled', 'expired']],
    ['canceled', []],
    ['expired', []],
  ] as Array<[SubscriptionStatus, SubscriptionStatus[]]>)(
    'lets %s become %j only',
    (from, to) => {
      expect(allowed(from).sort()).toEqual([...to].sort());
    },
  );

  it('names both states, with a code', () => {
    expect(() => assertSubscriptionTransition('canceled', 'active')).toThrow(
      expect.objectContaining({
        name: 'ConflictError',
        code: 'illegal_transition',
        message: "A subscription that is 'canceled' can't become 'active'",
      }),
    );
  });

  it('never comes back to pending, and never leaves an end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), choices => {
        const walk = choices.reduce<SubscriptionStatus[]>(
          (path, choice) => {
            const next = allowed(path[path.length - 1]);
            return next.length > 0
              ? [...path, next[choice % next.length]]
              : path;
          },
          ['pending'],
        );
        const ends = walk.filter(it =>
          FINISHED_SUBSCRIPTION_STATUSES.includes(it),
        );
        expect(walk.lastIndexOf('pending')).toBe(0);
        expect(ends).toEqual(walk.slice(walk.length - ends.length));
        expect(ends.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('startSubscription', () => {
  it('starts trial and period at the same instant', () => {
    expect(
      startSubscription(
        { status: 'pending', interval: 'month' },
        { trialDays: 14 },
        AT,
      ),
    ).toEqual({
      status: 'trialing',
      currentPeriodStart: AT,
      currentPeriodEnd: '2025-02-28T12:00:00.000Z',
      trialEndsAt: '2025-02-14T12:00:00.000Z',
    });
  });

  it('is active at once without a trial', () => {
    expect(
      startSubscription(
        { status: 'pending', interval: 'year' },
        { trialDays: 0 },
        AT,
      ),
    ).toEqual({
      status: 'active',
      currentPeriodStart: AT,
      currentPeriodEnd: '2026-01-31T12:00:00.000Z',
    });
  });

  it('starts nothing but a pending one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SUBSCRIPTION_STATUSES),
        fc.constantFrom(...BILLING_INTERVALS),
        fc.integer({ min: 0, max: 90 }),
        (status, interval, trialDays) => {
          const start = () =>
            startSubscription({ status, interval }, { trialDays }, AT);
          expect(isIllegal(start)).toBe(status !== 'pending');
        },
      ),
    );
  });
});

describe('assertSubscriptionDeletable', () => {
  it.each(SUBSCRIPTION_STATUSES)('%s', status => {
    expect(isIllegal(() => assertSubscriptionDeletable({ status }))).toBe(
      status !== 'pending',
    );
  });
});
