import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler } from 'express';

/** Answers every error of a router in the one form that the API has. */
export function apiErrorHandler(options: {
  logger: LoggerService;
}): ErrorRequestHandler {
  return (error, _req, _res, next) => {
    options.logger.error('Not written yet');
    next(error);
  };
}
