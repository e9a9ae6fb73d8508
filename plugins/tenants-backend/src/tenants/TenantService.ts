import type { Knex } from 'knex';
import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { AuditTrail } from '@ananta/audit';
import { asStaff, asTenant, newId } from '@ananta/database';
import {
  actorOf,
  conflict,
  notFound,
  preconditionFailed,
  unprocessable,
} from '@ananta/http';
import type { Plan } from '@ananta/backstage-plugin-billing-common';
import type { BillingService } from '@ananta/backstage-plugin-billing-node';
import {
  findTenantKeyProblem,
  transitionTenant,
  type AuditEventView,
  type CreateTenantRequest,
  type CreateTenantResponse,
  type KeyAvailability,
  type Page,
  type Tenant,
  type TenantCounts,
  type TenantListQuery,
  type TenantResource,
  type TenantSummary,
  type UpdateTenantRequest,
} from '@ananta/backstage-plugin-tenants-common';
import type { RunService } from '../runs/RunService';
import { placeOnPlan, readNewTenant, type TenancyOffer } from './newTenant';
import { PlanReader } from './PlanReader';
import { ResourceStore } from './ResourceStore';
import type { TenantJournal } from './TenantJournal';
import { TenantStore } from './TenantStore';
import { countTenants, listTenants } from './tenantList';
import { diffTenant, readTenantChange } from './tenantUpdate';

/** Who commands, and in which request. */
export interface CommandContext {
  credentials: BackstageCredentials;
  requestId?: string;
}

/** One page of a list. */
export interface PageQuery {
  limit: number;
  cursor?: string;
}

export interface TenantServiceOptions {
  database: Knex;
  auth: AuthService;
  billing: BillingService;
  runs: Pick<RunService, 'start'>;
  journal: TenantJournal;
  audit: AuditTrail;
  offer: TenancyOffer;
}

/** The acts on tenants, one method each; permissions are the caller's business. */
export class TenantService {
  private readonly tenants = new TenantStore();
  private readonly plans: PlanReader;
  private readonly resources = new ResourceStore();

  static create(options: TenantServiceOptions): TenantService {
    return new TenantService(options);
  }

  private constructor(private readonly options: TenantServiceOptions) {
    this.plans = PlanReader.create(options);
  }

  /**
   * Makes a tenant and starts the run that provisions it, in one transaction.
   *
   * @param conclude - runs last in that transaction; its result is handed back
   * @throws ApiError 400 for malformed input; 422 `unknown_plan`, `interval_not_offered`,
   *   `model_not_offered`, `unknown_app_plane`, `unknown_region`; 409 `key_taken`, `domain_taken`
   */
  async create<T>(
    request: CreateTenantRequest,
    context: CommandContext,
    conclude: (
      trx: Knex.Transaction,
      response: CreateTenantResponse,
    ) => Promise<T>,
  ): Promise<T> {
    const { database, offer, runs } = this.options;
    const wished = readNewTenant(request, offer);
    const plan = await this.getPlan(request.planKey);
    const placed = placeOnPlan(wished, plan, request.tenancyModel, offer);
    const runId = newId();
    const actor = actorOf(context.credentials);

    return asTenant(database, placed.id, async trx => {
      const tenant = await this.tenants.insert(trx, {
        ...placed,
        status: transitionTenant(placed.status, 'provisioning'),
        currentRunId: runId,
      });
      const run = await runs.start(trx, {
        id: runId,
        type: 'provision-tenant',
        tenant,
        startedBy: actor,
      });
      await this.options.journal.record(trx, {
        ...actOf(tenant, context, 'tenant.create'),
        after: auditViewOf(tenant),
        event: { type: 'tenant.created', payload: eventPayloadOf(tenant) },
      });
      return conclude(trx, { tenant, run });
    });
  }

  /** @throws ApiError 404 `not_found` */
  async get(id: string): Promise<Tenant> {
    return this.tenants.read(this.options.database, id);
  }

  /** @throws ApiError 404 `not_found` */
  async getByKey(key: string): Promise<Tenant> {
    const tenant = await asStaff(this.options.database, trx =>
      this.tenants.findByKey(trx, key),
    );
    if (!tenant) {
      throw notFound('not_found', `There is no tenant with the key '${key}'`);
    }
    return tenant;
  }

  /** @throws ApiError 400 `invalid_request`, `invalid_cursor` */
  async list(query: TenantListQuery): Promise<Page<TenantSummary>> {
    return listTenants(this.options.database, query);
  }

  async counts(): Promise<TenantCounts> {
    return asStaff(this.options.database, countTenants);
  }

  /**
   * Changes what staff may change of a tenant; what is left out stays.
   *
   * @param version - the version that the caller has read
   * @throws ApiError 400 for malformed input; 404 `not_found`; 412 `stale_version`;
   *   409 `version_conflict` when a race is lost, `run_in_progress` for contacts that a run uses
   */
  async update(
    id: string,
    version: number,
    request: UpdateTenantRequest,
    context: CommandContext,
  ): Promise<Tenant> {
    const change = readTenantChange(request);
    return asTenant(this.options.database, id, async trx => {
      const tenant = await this.tenants.get(trx, id);
      if (tenant.version !== version) {
        throw preconditionFailed(
          `The tenant ${tenant.key} has changed since version ${version}; read it again`,
        );
      }
      if (change.contacts && tenant.currentRunId) {
        throw conflict(
          'run_in_progress',
          `The contacts of ${tenant.key} can't change while the run ${tenant.currentRunId} uses them`,
          'contacts',
        );
      }
      const diff = diffTenant(tenant, change);
      if (!diff) {
        return tenant;
      }
      const updated = await this.tenants.update(trx, tenant, change);
      await this.options.journal.record(trx, {
        ...actOf(tenant, context, 'tenant.update'),
        before: diff.before,
        after: diff.after,
        event: {
          type: 'tenant.updated',
          payload: {
            ...eventPayloadOf(updated),
            changed: Object.keys(diff.after),
          },
        },
      });
      return updated;
    });
  }

  /** Whether a tenant could be made with a key, and if not, why. */
  async checkKey(key: string): Promise<KeyAvailability> {
    const problem = findTenantKeyProblem(key);
    if (problem) {
      return { key, ...problem };
    }
    const taken = await asStaff(this.options.database, trx =>
      this.tenants.keyIsTaken(trx, key),
    );
    return taken
      ? {
          key,
          state: 'taken',
          reason: `The key '${key}' belongs to another tenant`,
        }
      : { key, state: 'free' };
  }

  /** @throws ApiError 404 `not_found`, 400 `invalid_cursor` */
  async listResources(
    id: string,
    page: PageQuery,
  ): Promise<Page<TenantResource>> {
    return asTenant(this.options.database, id, async trx => {
      await this.tenants.get(trx, id);
      return this.resources.list(trx, id, page);
    });
  }

  /** Newest first. @throws ApiError 404 `not_found`, 400 `invalid_cursor` */
  async listAuditEvents(
    id: string,
    page: PageQuery,
  ): Promise<Page<AuditEventView>> {
    return asTenant(this.options.database, id, async trx => {
      await this.tenants.get(trx, id);
      const { items, cursor, hasMore } = await this.options.audit.list(trx, {
        tenantId: id,
        ...page,
      });
      return {
        items: items.map(({ tenantId: _, diff, ...event }) => ({
          ...event,
          before: diff?.before as AuditEventView['before'],
          after: diff?.after as AuditEventView['after'],
        })),
        cursor,
        hasMore,
      };
    });
  }

  private async getPlan(planKey: string): Promise<Plan> {
    const plan = await this.plans.find(planKey);
    if (!plan) {
      throw unprocessable(
        'unknown_plan',
        'planKey',
        `There is no published plan '${planKey}'`,
      );
    }
    return plan;
  }
}

function actOf(tenant: Tenant, context: CommandContext, action: string) {
  return {
    tenantId: tenant.id,
    actor: actorOf(context.credentials),
    requestId: context.requestId,
    action,
  };
}

/** What receivers outside get to know: no personal data. */
function eventPayloadOf(tenant: Tenant) {
  const { id, key, name, status, tenancyModel, region } = tenant;
  const { planKey, planVersion, interval, appPlane } = tenant;
  return {
    tenantId: id,
    tenantKey: key,
    name,
    status,
    tenancyModel,
    region,
    planKey,
    planVersion,
    interval,
    appPlane,
  };
}

/** What stands in the audit trail of a tenant's making. */
function auditViewOf(tenant: Tenant) {
  const {
    id: _id,
    version: _version,
    createdAt: _c,
    updatedAt: _u,
    ...rest
  } = tenant;
  return rest;
}
