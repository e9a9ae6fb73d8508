import type { LoggerService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { OpenApiDocument } from './openApiDocument';

export interface ApiRouterOptions {
  spec: OpenApiDocument;
  logger: LoggerService;
  /** Holds every answer against the document as well; for tests. */
  validateResponses?: boolean;
}

/** A router that lets through what the document allows; routes are added to it, `apiErrorHandler` last. */
export async function createApiRouter(options: ApiRouterOptions) {
  options.logger.debug('Not written yet');
  return Router();
}
