import type { Router } from 'express';
import type { PlanService } from '../service/PlanService';
import type { Act } from './createRouter';
import { integer, text } from './query';

export function addPlanRoutes(
  router: Router,
  { act, plans }: { act: Act; plans: PlanService },
): void {
  router.get('/plans', async (req, res) => {
    const page = {
      limit: integer(req.query.limit) ?? 25,
      cursor: text(req.query.cursor),
    };
    res.json(
      await act(req, { eventId: 'plan-list' }, by => plans.list(page, by)),
    );
  });

  router.get('/plans/:key', async (req, res) => {
    const { key } = req.params;
    const version = integer(req.query.version);
    res.json(
      await act(req, { eventId: 'plan-get', meta: { key } }, by =>
        plans.get(key, version, by),
      ),
    );
  });
}
