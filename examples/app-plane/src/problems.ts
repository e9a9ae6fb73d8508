import type { ErrorRequestHandler } from 'express';

/** An answer that isn't 2xx, as RFC 9457 has it, with a stable `code`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly param?: string;

  constructor(status: number, code: string, message: string, param?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
  }
}

const DATABASE_AWAY = new Set(['ECONNREFUSED', 'ENOTFOUND', '57P03', '53300']);

/** Turns whatever went wrong into a problem; what it doesn't know stays inside. */
export const problemHandler: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const problem = toProblem(error);
  if (problem.status >= 500) {
    console.error(error instanceof Error ? error.stack : error);
  }
  if (problem.status === 503) {
    res.set('retry-after', '1');
  }
  res
    .status(problem.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        status: problem.status,
        code: problem.code,
        title: problem.message,
        param: problem.param,
      }),
    );
};

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  const { code, type } = (error ?? {}) as { code?: string; type?: string };
  if (type === 'entity.too.large') {
    return new Problem(413, 'body_too_large', 'The body is too large');
  }
  if (type === 'encoding.unsupported') {
    return new Problem(415, 'invalid_request', 'Bodies must not be compressed');
  }
  if (error instanceof URIError) {
    return new Problem(400, 'invalid_request', 'The path is malformed');
  }
  if (code && DATABASE_AWAY.has(code)) {
    return new Problem(503, 'unavailable', 'The database is away; try again');
  }
  return new Problem(500, 'internal', 'Something went wrong');
}
