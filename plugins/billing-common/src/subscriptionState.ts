import { ConflictError } from '@backstage/errors';
import type { Plan } from './plan';
import { addDays, billingPeriod } from './period';
import type { Subscription, SubscriptionStatus } from './subscription';

const TRANSITIONS: Record<SubscriptionStatus, readonly SubscriptionStatus[]> = {
  pending: ['trialing', 'active'],
  trialing: ['active', 'past_due', 'canceled', 'expired'],
  active: ['past_due', 'paused', 'canceled', 'expired'],
  past_due: ['active', 'suspended', 'canceled'],
  paused: ['active', 'canceled'],
  suspended: ['active', 'canceled', 'expired'],
  canceled: [],
  expired: [],
};

export const SUBSCRIPTION_STATUSES = Object.keys(
  TRANSITIONS,
) as SubscriptionStatus[];

/** Statuses after which a subscription never changes again. */
export const FINISHED_SUBSCRIPTION_STATUSES = SUBSCRIPTION_STATUSES.filter(
  status => TRANSITIONS[status].length === 0,
);

/** A change of status that the state machine doesn't know; names both ends. */
export class IllegalTransitionError extends ConflictError {
  readonly code = 'illegal_transition';

  constructor(
    readonly from: SubscriptionStatus,
    readonly to: SubscriptionStatus | 'deleted',
  ) {
    super(`A subscription that is '${from}' can't become '${to}'`);
  }
}

/**
 * Whether a subscription may go from one status to another.
 *
 * @throws IllegalTransitionError when it may not
 */
export function assertSubscriptionTransition(
  from: SubscriptionStatus,
  to: SubscriptionStatus,
): void {
  if (!TRANSITIONS[from].includes(to)) {
    throw new IllegalTransitionError(from, to);
  }
}

/** What starting a subscription changes on it. */
export type SubscriptionStart = Required<
  Pick<Subscription, 'status' | 'currentPeriodStart' | 'currentPeriodEnd'>
> &
  Pick<Subscription, 'trialEndsAt'>;

/**
 * Starts a pending subscription at an instant (ISO 8601): its first period runs
 * from there, and so does the trial when the plan has one.
 *
 * @throws IllegalTransitionError when it isn't pending
 * @throws RangeError when the instant is not ISO 8601
 */
export function startSubscription(
  subscription: Pick<Subscription, 'status' | 'interval'>,
  plan: Pick<Plan, 'trialDays'>,
  startsAt: string,
): SubscriptionStart {
  const status = plan.trialDays > 0 ? 'trialing' : 'active';
  assertPending(subscription, status);
  const period = billingPeriod(startsAt, subscription.interval);
  return {
    status,
    currentPeriodStart: period.start,
    currentPeriodEnd: period.end,
    trialEndsAt:
      status === 'trialing' ? addDays(startsAt, plan.trialDays) : undefined,
  };
}

/**
 * A pending subscription may vanish; one that has started is history.
 *
 * @throws IllegalTransitionError when it isn't pending
 */
export function assertSubscriptionDeletable(
  subscription: Pick<Subscription, 'status'>,
): void {
  assertPending(subscription, 'deleted');
}

function assertPending(
  { status }: Pick<Subscription, 'status'>,
  to: SubscriptionStatus | 'deleted',
): void {
  if (status !== 'pending') {
    throw new IllegalTransitionError(status, to);
  }
}
