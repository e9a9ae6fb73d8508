import { newId } from '@ananta/database';
import type { Request, RequestHandler } from 'express';

const HEADER = 'x-request-id';

/** Gives each request an id of our own; a caller's could be anything, also somebody else's. */
export const assignRequestId: RequestHandler = (_req, res, next) => {
  res.setHeader(HEADER, newId());
  next();
};

/** The id of a request, as its answer carries it in `x-request-id`; for logs and audit. */
export function requestIdOf(req: Request): string {
  return String(req.res?.getHeader(HEADER) ?? '');
}
