import { entityTag } from '@ananta/http';
import type { SubscriptionListQuery } from '@ananta/backstage-plugin-billing-common';
import type { Router } from 'express';
import type { SubscriptionService } from '../service/SubscriptionService';
import type { Act } from './createRouter';

/** As the OpenAPI document has let it through: converted, and with defaults. */
type ListQuery = SubscriptionListQuery & { limit: number };

export function addSubscriptionRoutes(
  router: Router,
  { act, subscriptions }: { act: Act; subscriptions: SubscriptionService },
): void {
  router.get('/subscriptions', async (req, res) => {
    res.json(
      await act(req, { eventId: 'subscription-list' }, by =>
        subscriptions.list(req.query as unknown as ListQuery, by),
      ),
    );
  });

  router.get('/subscriptions/:id', async (req, res) => {
    const { id } = req.params;
    const subscription = await act(
      req,
      { eventId: 'subscription-get', meta: { id } },
      by => subscriptions.get(id, by),
    );
    res.setHeader('ETag', entityTag(subscription.version));
    res.json(subscription);
  });

  router.post('/subscriptions', async (req, res) => {
    const { tenantId } = req.body;
    const subscription = await act(
      req,
      { eventId: 'subscription-create', changes: true, meta: { tenantId } },
      by => subscriptions.create(req.body, req.header('idempotency-key'), by),
    );
    res.status(201).json(subscription);
  });

  router.post('/subscriptions/by-tenant/:tenantId/start', async (req, res) => {
    const { tenantId } = req.params;
    res.json(
      await act(
        req,
        { eventId: 'subscription-start', changes: true, meta: { tenantId } },
        by => subscriptions.start(tenantId, req.body.startsAt, by),
      ),
    );
  });

  router.delete('/subscriptions/by-tenant/:tenantId', async (req, res) => {
    const { tenantId } = req.params;
    await act(
      req,
      { eventId: 'subscription-delete', changes: true, meta: { tenantId } },
      by =>
        subscriptions.deletePending(
          tenantId,
          req.header('idempotency-key')!,
          by,
        ),
    );
    res.status(204).end();
  });
}
