import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { audited } from '@ananta/audit';
import {
  actorOf,
  openEventStream,
  requestIdOf,
  type IdempotencyStore,
} from '@ananta/http';
import {
  runCancelPermission,
  runReadPermission,
  runRetryPermission,
} from '@ananta/backstage-plugin-tenants-common';
import Router from 'express-promise-router';
import type { Authorize } from '../access';
import type { RunFeed } from './RunFeed';
import type { RunService } from './RunService';
import { streamRun, tokenExpiry } from './stream';

export interface RunRouterOptions {
  runs: RunService;
  feed: RunFeed;
  authorize: Authorize;
  auditor: AuditorService;
  idempotency: IdempotencyStore;
  logger: LoggerService;
  /** Ends live streams when the process goes down. */
  shutdown: AbortSignal;
}

/** The routes of runs; requests were held against the OpenAPI document before. */
export function createRunRouter(options: RunRouterOptions) {
  const { runs, feed, authorize, auditor, idempotency } = options;
  const router = Router();

  router.get('/runs', async (req, res) => {
    await authorize(req, runReadPermission);
    res.json(await runs.list(req.query));
  });

  router.get('/tenants/:tenantId/runs', async (req, res) => {
    await authorize(req, runReadPermission);
    res.json(await runs.listOfTenant(req.params.tenantId, req.query));
  });

  router.get('/runs/:runId', async (req, res) => {
    await authorize(req, runReadPermission);
    res.json(await runs.get(req.params.runId));
  });

  router.get('/runs/:runId/events', async (req, res) => {
    await authorize(req, runReadPermission);
    const { runId } = req.params;
    await runs.get(runId);
    await openEventStream(req, res, {
      shutdown: options.shutdown,
      expiresAt: tokenExpiry(req),
      subscribe: stream =>
        streamRun(stream, runId, {
          feed,
          read: id => runs.get(id),
          logger: options.logger,
        }),
    });
  });

  router.post('/runs/:runId/cancel', async (req, res) => {
    const { runId } = req.params;
    const event = {
      eventId: 'run-cancel',
      severityLevel: 'medium',
      request: req,
      meta: { runId },
    } as const;
    await audited(auditor, event, async () => {
      const credentials = await authorize(req, runCancelPermission);
      const scope = {
        caller: actorOf(credentials),
        route: `POST /runs/${runId}/cancel`,
      };
      await idempotency.handle(req, res, scope, claim =>
        runs.cancel(
          runId,
          { credentials, requestId: requestIdOf(req) },
          (trx, body) => claim.complete(trx, { status: 202, body }),
        ),
      );
    });
  });

  router.post('/runs/:runId/retry', async (req, res) => {
    const { runId } = req.params;
    const event = {
      eventId: 'run-retry',
      severityLevel: 'medium',
      request: req,
      meta: { runId },
    } as const;
    await audited(auditor, event, async () => {
      const credentials = await authorize(req, runRetryPermission);
      const scope = {
        caller: actorOf(credentials),
        route: `POST /runs/${runId}/retry`,
      };
      await idempotency.handle(req, res, scope, claim =>
        runs.retry(
          runId,
          { credentials, requestId: requestIdOf(req) },
          (trx, body) =>
            claim.complete(trx, {
              status: 202,
              body,
              headers: { location: `${req.baseUrl}/runs/${body.run.id}` },
            }),
        ),
      );
    });
  });

  return router;
}
