import express, { type RequestHandler } from 'express';
import { badRequest } from './ApiError';

const MAX_BYTES = 256 * 1024;
const MAX_DEPTH = 20;

/**
 * Leaves one spelling of the one type that is read: the validator compiles its
 * schemas anew for each, and callers could send any number of them.
 */
const settleContentType: RequestHandler = (req, _res, next) => {
  const { headers } = req;
  const hasBody =
    headers['transfer-encoding'] !== undefined ||
    Number(headers['content-length'] ?? 0) > 0;
  if (hasBody && !req.is('application/json')) {
    throw badRequest(
      'not_json',
      undefined,
      'Send the body as JSON, with Content-Type: application/json',
    );
  }
  headers['content-type'] = 'application/json';
  next();
};

const refuseDeepBody: RequestHandler = (req, _res, next) => {
  if (isDeeperThan(req.body, MAX_DEPTH)) {
    throw badRequest(
      'body_too_deep',
      undefined,
      `The body is nested deeper than ${MAX_DEPTH} levels`,
    );
  }
  next();
};

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return (
    levels === 0 ||
    Object.values(value).some(member => isDeeperThan(member, levels - 1))
  );
}

/** Reads a JSON body of at most 256 KiB and 20 levels. */
export function jsonBody(): RequestHandler[] {
  return [
    settleContentType,
    express.json({ limit: MAX_BYTES }),
    refuseDeepBody,
  ];
}
