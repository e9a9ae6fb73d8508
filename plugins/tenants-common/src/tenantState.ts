import { ConflictError } from '@backstage/errors';
import type { TenantStatus } from './tenant';

/** Which status may follow which; whatever is not listed is illegal. */
export const TENANT_TRANSITIONS: Readonly<
  Record<TenantStatus, readonly TenantStatus[]>
> = {
  pending: ['provisioning'],
  provisioning: ['active', 'provisioning_failed'],
  provisioning_failed: ['provisioning', 'discarded'],
  active: ['suspended', 'offboarding'],
  suspended: ['active', 'offboarding'],
  offboarding: ['active', 'suspended', 'offboarded'],
  offboarded: [],
  discarded: [],
};

/** Every status a tenant can have, in the order of its life. */
export const TENANT_STATUSES = Object.keys(
  TENANT_TRANSITIONS,
) as readonly TenantStatus[];

/** A tenant can't go from one status to another. */
export class IllegalTransitionError extends ConflictError {
  readonly code = 'illegal_transition';
  readonly param = 'status';

  constructor(
    readonly from: TenantStatus,
    readonly to: TenantStatus,
  ) {
    const next = TENANT_TRANSITIONS[from];
    const possible = next.length
      ? `it can become ${next.join(' or ')}`
      : `${from} is final`;
    super(`A tenant that is ${from} can't become ${to}; ${possible}`);
  }
}

export function canTransition(from: TenantStatus, to: TenantStatus): boolean {
  return TENANT_TRANSITIONS[from].includes(to);
}

/**
 * The status after a transition.
 *
 * @throws IllegalTransitionError that names both statuses
 */
export function transitionTenant(
  from: TenantStatus,
  to: TenantStatus,
): TenantStatus {
  if (!canTransition(from, to)) {
    throw new IllegalTransitionError(from, to);
  }
  return to;
}
