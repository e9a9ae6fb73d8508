import { ApiError } from '@ananta/http';
import { PortError } from '@ananta/backstage-plugin-tenants-node';
import type {
  ErrorClass,
  StepError,
} from '@ananta/backstage-plugin-tenants-common';
import { ResponseError } from '@backstage/errors';

/** Why an attempt was cut short. */
export type Interruption = 'timeout' | 'cancel' | 'shutdown';

/** Errors of a connection that was never made: certainly nothing was done. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** How an attempt failed, classified, and safe to show. */
export function toStepError(error: unknown): StepError {
  if (error instanceof PortError) {
    return {
      class: error.errorClass,
      code: error.code,
      message: error.message,
    };
  }
  if (error instanceof ApiError) {
    return { class: 'final', code: error.code, message: error.message };
  }
  if (error instanceof ResponseError) {
    return fromResponse(error);
  }
  if (NEVER_CONNECTED.has(networkCodeOf(error))) {
    return {
      class: 'retryable',
      code: 'connection_refused',
      message: 'The service could not be reached',
    };
  }
  return {
    class: 'unknown',
    code: 'internal',
    message: 'An unexpected error; the log of the portal has it',
  };
}

/** A local attempt that failed was rolled back, so certainly nothing was done. */
export function toLocalStepError(error: unknown): StepError {
  const known = toStepError(error);
  return known.class === 'unknown' ? { ...known, class: 'retryable' } : known;
}

export function timedOut(timeoutMs: number): StepError {
  return {
    class: 'unknown',
    code: 'timeout',
    message: `No answer within ${timeoutMs} ms`,
  };
}

function fromResponse(error: ResponseError): StepError {
  const { statusCode } = error;
  const body = error.body as { code?: string } | undefined;
  return {
    class: classOfStatus(statusCode),
    code: body?.code ?? `http_${statusCode}`,
    message: error.body?.error?.message ?? `Answered ${statusCode}`,
  };
}

function classOfStatus(status: number): ErrorClass {
  if ([401, 403, 425, 429, 503].includes(status)) {
    return 'retryable';
  }
  return status >= 400 && status < 500 && status !== 408 ? 'final' : 'unknown';
}

function networkCodeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') {
    return code;
  }
  return cause ? networkCodeOf(cause) : '';
}
