import { PortError } from '@ananta/backstage-plugin-tenants-node';

/** Failures of a connection that was never there, so that nothing can have arrived. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a call that got no answer means. */
export function classifyFailure(
  error: unknown,
  plane: string,
  signal: AbortSignal,
): PortError {
  if (signal.aborted) {
    const timedOut = signal.reason?.name === 'TimeoutError';
    return new PortError(
      'unknown',
      timedOut ? 'timeout' : 'aborted',
      timedOut
        ? `The app plane '${plane}' hasn't answered in time`
        : `The call to the app plane '${plane}' was stopped before its answer`,
    );
  }
  const code = (error as { cause?: { code?: string } })?.cause?.code;
  return code && NEVER_ARRIVED.has(code)
    ? new PortError(
        'retryable',
        'connection_refused',
        `The app plane '${plane}' can't be reached (${code})`,
      )
    : new PortError(
        'unknown',
        'connection_lost',
        `The connection to the app plane '${plane}' ended before its answer`,
      );
}

/** What an answer other than 2xx means. */
export function classifyStatus(
  status: number,
  plane: string,
  retryAfter: boolean,
): PortError {
  const said = `The app plane '${plane}' answered ${status}`;
  switch (status) {
    case 410:
      return new PortError('final', 'gone', `${said}: this run was undone`);
    case 408:
    case 425:
    case 429:
      return new PortError('retryable', 'app_plane_busy', said);
    case 409:
      return new PortError('unknown', 'app_plane_conflict', said);
    default:
  }
  if (status >= 500) {
    return status === 503 && retryAfter
      ? new PortError('retryable', 'app_plane_busy', said)
      : new PortError('unknown', 'app_plane_error', said);
  }
  return status >= 400
    ? new PortError('final', 'app_plane_refused', said)
    : new PortError(
        'final',
        'app_plane_redirected',
        `${said}; redirects aren't followed`,
      );
}
