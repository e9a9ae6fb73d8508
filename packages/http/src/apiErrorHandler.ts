import { STATUS_CODES } from 'node:http';
import { describeError } from '@ananta/database';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler } from 'express';
import { ApiError } from './ApiError';
import { requestIdOf } from './requestId';

/** Errors of Backstage, and of code that knows nothing of HTTP, by their names. */
const KNOWN: Record<string, { status: number; code: string }> = {
  InputError: { status: 400, code: 'invalid_request' },
  AuthenticationError: { status: 401, code: 'unauthorized' },
  NotAllowedError: { status: 403, code: 'forbidden' },
  NotFoundError: { status: 404, code: 'not_found' },
  ConflictError: { status: 409, code: 'conflict' },
  ServiceUnavailableError: { status: 503, code: 'unavailable' },
};

/**
 * Answers every error of a router in the one form that the API has: Backstage's
 * members, and those of a problem (RFC 9457) beside them. An error that isn't
 * meant for callers is logged and answered without its message.
 */
export function apiErrorHandler(options: {
  logger: LoggerService;
}): ErrorRequestHandler {
  return (error, req, res, next) => {
    const requestId = requestIdOf(req);
    const known = explain(error);
    if (!known) {
      options.logger.error(
        `${req.method} ${pathOf(req.originalUrl)} failed: ${describeError(error)}`,
        { requestId },
      );
    }
    if (res.headersSent) {
      next(error);
      return;
    }
    const answer =
      known ??
      new ApiError(
        500,
        'internal',
        `Something went wrong here; the log has the details under ${requestId}`,
      );
    res
      .status(answer.status)
      .set(answer.headers ?? {})
      .json({
        error: { name: answer.name, message: answer.message },
        request: { method: req.method, url: pathOf(req.originalUrl) },
        response: { statusCode: answer.status },
        title: STATUS_CODES[answer.status],
        status: answer.status,
        detail: answer.message,
        code: answer.code,
        param: answer.param,
        requestId,
      });
  };
}

function explain(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) {
    return error;
  }
  if (!(error instanceof Error) || !Object.hasOwn(KNOWN, error.name)) {
    return undefined;
  }
  const { status, code } = KNOWN[error.name];
  const own = error as { code?: unknown; param?: unknown };
  return new ApiError(
    status,
    typeof own.code === 'string' ? own.code : code,
    error.message,
    typeof own.param === 'string' ? own.param : undefined,
  );
}

/** Without the query, which may hold what no log should. */
function pathOf(url: string): string {
  return url.split('?', 1)[0];
}
