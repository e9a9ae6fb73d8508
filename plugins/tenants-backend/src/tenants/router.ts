import Router from 'express-promise-router';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited } from '@ananta/audit';
import {
  actorOf,
  entityTag,
  requestIdOf,
  requireIfMatch,
  type IdempotencyStore,
} from '@ananta/http';
import {
  auditReadPermission,
  tenantCreatePermission,
  tenantReadPermission,
  tenantUpdatePermission,
  type Tenant,
  type TenantOptions,
} from '@ananta/backstage-plugin-tenants-common';
import type { Response } from 'express';
import type { Authorize } from '../access';
import { readListQuery, readPageQuery } from './query';
import type { TenantService } from './TenantService';

export interface TenantRouterOptions {
  tenants: TenantService;
  /** What a new tenant may ask for. */
  offered: TenantOptions;
  authorize: Authorize;
  auditor: AuditorService;
  idempotency: IdempotencyStore;
}

/** The routes of tenants; requests were held against the OpenAPI document before. */
export function createTenantRouter(options: TenantRouterOptions) {
  const { tenants, offered, authorize, auditor, idempotency } = options;
  const router = Router();

  router.get('/tenants', async (req, res) => {
    await authorize(req, tenantReadPermission);
    res.json(await tenants.list(readListQuery(req.query)));
  });

  router.post('/tenants', async (req, res) => {
    const event = {
      eventId: 'tenant-create',
      severityLevel: 'medium',
      request: req,
      meta: { key: req.body.key },
    } as const;
    await audited(auditor, event, async () => {
      const credentials = await authorize(req, tenantCreatePermission);
      const scope = { caller: actorOf(credentials), route: 'POST /tenants' };
      await idempotency.handle(req, res, scope, claim =>
        tenants.create(
          req.body,
          { credentials, requestId: requestIdOf(req) },
          (trx, body) =>
            claim.complete(trx, {
              status: 202,
              body,
              headers: {
                etag: entityTag(body.tenant.version),
                location: `${req.baseUrl}/tenants/${body.tenant.id}`,
              },
            }),
        ),
      );
    });
  });

  router.get('/tenants/by-key/:key', async (req, res) => {
    await authorize(req, tenantReadPermission);
    sendTenant(res, await tenants.getByKey(req.params.key));
  });

  router.get('/tenants/:tenantId', async (req, res) => {
    await authorize(req, tenantReadPermission);
    sendTenant(res, await tenants.get(req.params.tenantId));
  });

  router.patch('/tenants/:tenantId', async (req, res) => {
    const { tenantId } = req.params;
    const event = {
      eventId: 'tenant-update',
      severityLevel: 'medium',
      request: req,
      meta: { tenantId },
    } as const;
    const tenant = await audited(auditor, event, async () => {
      const credentials = await authorize(req, tenantUpdatePermission);
      return tenants.update(tenantId, requireIfMatch(req), req.body, {
        credentials,
        requestId: requestIdOf(req),
      });
    });
    sendTenant(res, tenant);
  });

  router.get('/tenants/:tenantId/resources', async (req, res) => {
    await authorize(req, tenantReadPermission);
    const page = readPageQuery(req.query);
    res.json(await tenants.listResources(req.params.tenantId, page));
  });

  router.get('/tenants/:tenantId/audit-events', async (req, res) => {
    await authorize(req, auditReadPermission);
    const page = readPageQuery(req.query);
    res.json(await tenants.listAuditEvents(req.params.tenantId, page));
  });

  router.get('/keys/:key', async (req, res) => {
    await authorize(req, tenantReadPermission);
    res.json(await tenants.checkKey(req.params.key));
  });

  router.get('/options', async (req, res) => {
    await authorize(req, tenantReadPermission);
    res.json(offered);
  });

  router.get('/counts', async (req, res) => {
    await authorize(req, tenantReadPermission);
    res.json(await tenants.counts());
  });

  return router;
}

function sendTenant(res: Response, tenant: Tenant) {
  res.set('etag', entityTag(tenant.version)).json(tenant);
}
