import type { JobsService } from '@ananta/jobs';
import { DomainStore, TenantStore, type TenantJournal } from '../tenants';
import { SUBSCRIPTION_START_QUEUE } from './subscriptionStart';
import { placeInAppPlane } from './appPlaneBootstrap';
import type { LocalStep } from './types';

/** The pivot: from here on the tenant is a customer's. */
export function tenantActivate(options: {
  journal: TenantJournal;
  jobs: JobsService;
  now: () => Date;
}): LocalStep {
  const { journal, jobs, now } = options;
  const tenants = new TenantStore();
  const domains = new DomainStore();
  return {
    id: 'tenant.activate',
    title: 'Activate the tenant',
    giveUpAfterMs: 60_000,
    local: true,
    pivot: true,
    async do(trx, { tenant, run }) {
      const active = await tenants.update(trx, tenant, {
        status: 'active',
        provisionedAt: now().toISOString(),
        ...placeInAppPlane(run.outputs),
      });
      await domains.activate(trx, tenant.id);
      await jobs.send(
        trx,
        SUBSCRIPTION_START_QUEUE,
        { tenantId: tenant.id },
        { singletonKey: tenant.id },
      );
      await journal.record(trx, {
        tenantId: tenant.id,
        actor: 'plugin:tenants',
        onBehalfOf: run.startedBy,
        action: 'tenant.activate',
        before: { status: tenant.status },
        after: {
          status: active.status,
          provisionedAt: active.provisionedAt,
          appPlaneOrgId: active.appPlaneOrgId,
          portalUrl: active.portalUrl,
          runId: run.id,
        },
        event: {
          type: 'tenant.provisioned',
          payload: {
            tenantId: active.id,
            tenantKey: active.key,
            tenantName: active.name,
            planId: active.planKey,
            tenancyModel: active.tenancyModel,
            organizationId: active.appPlaneOrgId,
            portalUrl: active.portalUrl,
            limits: active.limits,
            features: active.features,
            provisionedAt: active.provisionedAt,
          },
        },
      });
    },
  };
}
