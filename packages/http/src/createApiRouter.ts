import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RequestHandler, Router } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import PromiseRouter from 'express-promise-router';
import { jsonBody } from './jsonBody';
import {
  assertClosedRequestBodies,
  type OpenApiDocument,
} from './openApiDocument';
import { assignRequestId } from './requestId';
import { explainValidationErrors } from './validationErrors';

export interface ApiRouterOptions {
  spec: OpenApiDocument;
  logger: LoggerService;
  /** Holds every JSON answer against the document as well, and answers 500 for a wrong one; for tests. */
  validateResponses?: boolean;
}

const skipUndocumented: RequestHandler = (req, _res, next) => {
  next((req as { openapi?: unknown }).openapi ? undefined : 'router');
};

/**
 * A router that lets through what the document allows: add the routes, and
 * `apiErrorHandler` last. Path and query parameters arrive converted to the
 * types of the document, with its defaults; unknown members and parameters are
 * refused; a request that the document doesn't know isn't served by this router.
 *
 * @throws Error - when a request body leaves room for unknown members
 */
export async function createApiRouter(
  options: ApiRouterOptions,
): Promise<Router> {
  assertClosedRequestBodies(options.spec);
  const spec = {
    ...structuredClone(options.spec),
    // Paths are matched within this router, wherever it is mounted.
    servers: [{ url: '/' }],
  };
  const router = PromiseRouter();
  router.use(assignRequestId);
  router.use(...jsonBody());
  router.use(
    ...OpenApiValidator.middleware({
      apiSpec: spec as any,
      useRequestUrl: true,
      ignoreUndocumented: true,
      validateRequests: { allowUnknownQueryParameters: false },
      validateResponses: options.validateResponses ?? false,
      validateSecurity: false,
      fileUploader: false,
    }),
  );
  router.use(explainValidationErrors(options.spec));
  router.use(skipUndocumented);
  options.logger.debug(
    `Serving ${Object.keys(options.spec.paths ?? {}).length} documented paths`,
  );
  return router;
}
