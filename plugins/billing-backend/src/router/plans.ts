import type { Router } from 'express';
import type { PlanService } from '../service/PlanService';
import type { Act } from './createRouter';

/** As the OpenAPI document has let it through: converted, and with defaults. */
interface PageQuery {
  limit: number;
  cursor?: string;
}

export function addPlanRoutes(
  router: Router,
  { act, plans }: { act: Act; plans: PlanService },
): void {
  router.get('/plans', async (req, res) => {
    res.json(
      await act(req, { eventId: 'plan-list' }, by =>
        plans.list(req.query as unknown as PageQuery, by),
      ),
    );
  });

  router.get('/plans/:key', async (req, res) => {
    const { key } = req.params;
    const { version } = req.query as { version?: number };
    res.json(
      await act(req, { eventId: 'plan-get', meta: { key } }, by =>
        plans.get(key, version, by),
      ),
    );
  });
}
