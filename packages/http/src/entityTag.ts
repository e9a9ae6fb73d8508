import type { Request } from 'express';
import { preconditionFailed, preconditionRequired } from './ApiError';

/** The ETag of a version of an aggregate. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/**
 * The version that an update is for.
 *
 * @throws ApiError - 428 without If-Match, 412 when it can't be an ETag of ours
 */
export function requireIfMatch(req: Request): number {
  const header = req.header('if-match');
  if (header === undefined) {
    throw preconditionRequired();
  }
  const [, version] = /^"(\d{1,9})"$/.exec(header.trim()) ?? [];
  if (version === undefined) {
    throw preconditionFailed(
      'If-Match is not an ETag of this resource; read it again',
    );
  }
  return Number(version);
}
