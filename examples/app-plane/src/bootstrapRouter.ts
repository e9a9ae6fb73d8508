import express, { type RequestHandler, type Router } from 'express';
import { requireBearer, requireSignature } from './authenticate.ts';
import type { AppPlaneConfig } from './config.ts';
import type { OrganizationStore } from './OrganizationStore.ts';
import {
  readBootstrapBody,
  readRunId,
  readTenantId,
  readUpdateBody,
} from './requests.ts';

const MAX_BODY = '64kb';

/** The control plane's way in: make, change and remove a tenant's organization. */
export function createBootstrapRouter(options: {
  config: AppPlaneConfig;
  store: OrganizationStore;
}): Router {
  const { config, store } = options;
  const router = express.Router();
  router.use(
    requireBearer(config.token),
    express.raw({ type: () => true, limit: MAX_BODY, inflate: false }),
    requireSignature(config.signingSecret),
  );

  router.post(
    '/',
    handle(async (req, res) => {
      const runId = readRunId(req);
      const { id, tenantKey } = await store.bootstrap(
        readBootstrapBody(req),
        runId,
      );
      res.json({
        status: 'provisioned',
        organizationId: id,
        portalUrl: `${config.publicUrl}/t/${tenantKey}`,
      });
    }),
  );

  router.patch(
    '/:tenantId',
    handle(async (req, res) => {
      readRunId(req);
      await store.update(readTenantId(req), readUpdateBody(req));
      res.sendStatus(204);
    }),
  );

  router.delete(
    '/:tenantId',
    handle(async (req, res) => {
      await store.remove(readTenantId(req), readRunId(req));
      res.sendStatus(204);
    }),
  );
  return router;
}

/** Hands the failure of an asynchronous handler on. */
export function handle(
  fn: (...args: Parameters<RequestHandler>) => Promise<void>,
): RequestHandler {
  return (req, res, next) => {
    fn(req, res, next).catch(next);
  };
}
