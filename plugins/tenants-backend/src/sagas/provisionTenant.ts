import type { AuthService } from '@backstage/backend-plugin-api';
import type { JobsService } from '@ananta/jobs';
import type { BillingService } from '@ananta/backstage-plugin-billing-node';
import type { TenancyPorts } from '@ananta/backstage-plugin-tenants-node';
import {
  appPlaneBootstrap,
  billingSubscription,
  databaseSchema,
  identityOwner,
  identityRealm,
  tenantActivate,
  tenantReserve,
} from '../steps';
import { TenantStore, type TenantJournal } from '../tenants';
import type { RunDefinition } from './types';

/** Makes everything a new tenant needs, or nothing of it. */
export function provisionTenant(options: {
  ports: TenancyPorts;
  billing: BillingService;
  auth: AuthService;
  jobs: JobsService;
  journal: TenantJournal;
  now: () => Date;
}): RunDefinition {
  const { ports, billing, auth, jobs, journal, now } = options;
  const tenants = new TenantStore();
  return {
    type: 'provision-tenant',
    exclusive: true,
    onExhausted: 'compensate',
    tenancyModels: ['bridge'],
    steps: [
      tenantReserve(),
      identityRealm(ports.identity),
      identityOwner(ports.identity),
      databaseSchema(ports.database, ports.secrets),
      appPlaneBootstrap(ports.appPlane),
      billingSubscription(billing, auth),
      tenantActivate({ journal, jobs, now }),
    ],
    async onFinished(trx, { tenant, run }, outcome) {
      if (outcome === 'succeeded') {
        await tenants.update(trx, tenant, {
          currentRunId: null,
          needsAttention: false,
        });
        return;
      }
      await tenants.update(trx, tenant, {
        status: 'provisioning_failed',
        currentRunId: null,
        needsAttention: false,
      });
      await journal.record(trx, {
        tenantId: tenant.id,
        actor: 'plugin:tenants',
        onBehalfOf: run.startedBy,
        action: 'tenant.provisioning_failed',
        before: { status: tenant.status },
        after: { status: 'provisioning_failed', runId: run.id, outcome },
        event: {
          type: 'tenant.provisioning_failed',
          payload: {
            tenantId: tenant.id,
            tenantKey: tenant.key,
            runId: run.id,
            outcome,
          },
        },
      });
    },
  };
}
