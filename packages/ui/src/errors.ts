import { isError } from '@backstage/errors';

/** What a failed request says about itself, as far as it says anything. */
export interface ErrorDetails {
  message: string;
  status?: number;
  /** Stable code such as `key_taken`. */
  code?: string;
  /** The member of the request that was refused. */
  param?: string;
  requestId?: string;
}

/** Reads the API's error members out of a Backstage `ResponseError` or any other thrown value. */
export function errorDetails(error: unknown): ErrorDetails {
  if (!isError(error)) {
    return { message: String(error) };
  }
  const body = record(record(error).body);
  const response = record(record(error).response);
  const cause = record(error.cause);
  const status =
    number(record(body.response).statusCode) ?? number(response.status);
  return {
    message: string(body.detail) ?? string(cause.message) ?? error.message,
    status,
    code: string(body.code),
    param: string(body.param),
    requestId: string(body.requestId),
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
