import type { CreateTenantRequest } from '@ananta/backstage-plugin-tenants-common';
import type { TenantsService } from '@ananta/backstage-plugin-tenants-node';
import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { z as zod } from 'zod/v3';
import { explained } from './explained';
import { runPage } from './runPage';
import { withoutEmpty } from './withoutEmpty';

type Z = typeof zod;

const owner = (z: Z) =>
  z
    .object({
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
    })
    .describe('Who owns the tenant and is invited to it');

const contacts = (z: Z) =>
  z
    .array(
      z.object({
        kind: z.enum(['billing', 'technical']),
        email: z.string().optional(),
        firstName: z.string().optional(),
        lastName: z.string().optional(),
        phone: z.string().optional(),
      }),
    )
    .describe(
      'Further people at the company. One of whom only the kind is said is none.',
    )
    .optional();

const address = (z: Z) =>
  z
    .object({
      line1: z.string().optional(),
      line2: z.string().optional(),
      city: z.string().optional(),
      region: z.string().optional(),
      postalCode: z.string().optional(),
      country: z.string().optional(),
    })
    .describe(
      'Postal address; the country by its two letters. An empty one is none.',
    )
    .optional();

const input = {
  key: (z: Z) => z.string().describe('Key of the tenant; never changes'),
  name: (z: Z) => z.string().describe('Name of the company'),
  planKey: (z: Z) => z.string().describe('Key of a published plan'),
  interval: (z: Z) =>
    z
      .enum(['week', 'month', 'quarter', 'half_year', 'year'])
      .describe('How often the plan is billed; by default each month')
      .optional(),
  tenancyModel: (z: Z) =>
    z
      .enum(['pooled', 'bridge', 'silo'])
      .describe("By default the plan's first model")
      .optional(),
  region: (z: Z) => z.string().optional(),
  ownerRef: (z: Z) =>
    z
      .string()
      .describe('Entity ref of the staff group that looks after the tenant')
      .optional(),
  appPlane: (z: Z) =>
    z.string().describe('Name of a configured app plane').optional(),
  owner,
  contacts,
  address,
  domains: (z: Z) => z.array(z.string()).optional(),
  labels: (z: Z) => z.record(z.string()).optional(),
};

const output = {
  tenantId: (z: Z) => z.string(),
  tenantKey: (z: Z) => z.string(),
  tenantUrl: (z: Z) => z.string().describe("Path of the tenant's page"),
  entityRef: (z: Z) => z.string().describe('The tenant in the catalog'),
  runId: (z: Z) => z.string().describe('The run that provisions the tenant'),
  runUrl: (z: Z) => z.string().describe("Path of the run's page"),
};

const DRY_RUN_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Creates a tenant in the name of whoever started the task. However often a
 * task is recovered or retried, there is one tenant and one run.
 */
export function createTenantCreateAction({
  tenants,
  appBaseUrl,
}: {
  tenants: TenantsService;
  /** Where people open the portal. */
  appBaseUrl: string;
}) {
  return createTemplateAction({
    id: 'tenancy:tenant:create',
    description: 'Creates a tenant and starts the run that provisions it',
    supportsDryRun: true,
    schema: { input, output },
    async handler(ctx) {
      const request = toRequest(ctx.input);
      const options = {
        credentials: await ctx.getInitiatorCredentials(),
        signal: ctx.signal,
      };
      if (ctx.isDryRun) {
        await requireFreeKey(tenants, request.key, options);
        ctx.logger.info(`The key ${request.key} is free; nothing was created`);
        emit(DRY_RUN_ID, DRY_RUN_ID);
        return;
      }

      const idempotencyKey = `scaffolder/${ctx.task.id}/${ctx.step?.id}/${request.key}`;
      const created = await ctx.checkpoint({
        key: `tenant.${request.key}`,
        fn: async () => {
          const { tenant, run } = await explained(
            tenants.createTenant(request, { ...options, idempotencyKey }),
          );
          return { tenantId: tenant.id, runId: run.id };
        },
      });
      ctx.logger.info(
        `Tenant ${request.key} is created. Watch its run: ${runPage(appBaseUrl, created.runId)}`,
      );
      emit(created.tenantId, created.runId);

      function emit(tenantId: string, runId: string) {
        ctx.output('tenantId', tenantId);
        ctx.output('tenantKey', request.key);
        ctx.output('tenantUrl', `/tenants/${tenantId}`);
        ctx.output('entityRef', `tenant:default/${request.key}`);
        ctx.output('runId', runId);
        ctx.output('runUrl', `/runs/${runId}`);
      }
    },
  });
}

/** What is missing for good the API says, as it does for every caller. */
function toRequest(form: object): CreateTenantRequest {
  const { contacts: sent, ...request } = withoutEmpty(
    form,
  ) as CreateTenantRequest;
  const people = sent?.filter(person => Object.keys(person).length > 1);
  return people?.length ? { ...request, contacts: people } : request;
}

async function requireFreeKey(
  tenants: TenantsService,
  key: string,
  options: Parameters<TenantsService['checkKey']>[1],
): Promise<void> {
  const { state, reason } = await explained(tenants.checkKey(key, options));
  if (state === 'taken') {
    throw new ConflictError(reason);
  }
  if (state !== 'free') {
    throw new InputError(reason);
  }
}
