import type { ErrorClass } from '@ananta/backstage-plugin-tenants-common';

/**
 * What a port throws: classified, safe to show, with a stable code.
 *
 * - `retryable`: certainly not done; trying again may help (connection refused, 429, 503).
 * - `final`: certainly not done, and trying again never helps (refused input).
 * - `unknown`: may have been done (time-out, lost answer, 500 after the request left).
 */
export class PortError extends Error {
  readonly name = 'PortError';

  constructor(
    readonly errorClass: ErrorClass,
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
