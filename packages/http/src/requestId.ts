import type { Request } from 'express';

/** The id of a request, as its answer carries it in `x-request-id`; for logs and audit. */
export function requestIdOf(req: Request): string {
  return req.res?.get('x-request-id') ?? '';
}
