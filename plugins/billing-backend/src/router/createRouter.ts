import { audited } from '@ananta/audit';
import {
  apiErrorHandler,
  createApiRouter,
  loadOpenApiDocument,
  requestIdOf,
} from '@ananta/http';
import {
  resolvePackagePath,
  type AuditorService,
  type HttpAuthService,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import type { ActOptions } from '../service/authorize';
import type { PlanService } from '../service/PlanService';
import type { SubscriptionService } from '../service/SubscriptionService';
import { addPlanRoutes } from './plans';
import { addSubscriptionRoutes } from './subscriptions';

export interface RouterOptions {
  logger: LoggerService;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  plans: PlanService;
  subscriptions: SubscriptionService;
}

/** Runs what a request asks for, in its caller's name and under the auditor's eye. */
export type Act = <T>(
  req: Request,
  event: { eventId: string; changes?: boolean; meta?: Record<string, string> },
  fn: (act: ActOptions) => Promise<T>,
) => Promise<T>;

/** `/api/billing`, as `schema/openapi.yaml` describes it. */
export async function createRouter(options: RouterOptions): Promise<Router> {
  const { logger, auditor, httpAuth, plans, subscriptions } = options;
  const act: Act = async (req, { eventId, changes, meta }, fn) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    return audited(
      auditor,
      {
        eventId,
        request: req,
        severityLevel: changes ? 'medium' : 'low',
        meta,
      },
      () => fn({ credentials, requestId: requestIdOf(req) }),
    );
  };

  const router = await createApiRouter({
    spec: await loadOpenApiDocument(
      resolvePackagePath(
        '@ananta/backstage-plugin-billing-backend',
        'schema',
        'openapi.yaml',
      ),
    ),
    logger,
  });
  addPlanRoutes(router, { act, plans });
  addSubscriptionRoutes(router, { act, subscriptions });
  router.use(apiErrorHandler({ logger }));
  return router;
}
