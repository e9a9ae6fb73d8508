import type { Knex } from 'knex';
import type { AuditTrail } from '@ananta/audit';
import type { JobsService } from '@ananta/jobs';
import { EventStore, type NewTenantEvent } from './EventStore';

/** Queue of the jobs that tell the catalog to read a tenant again. */
export const CATALOG_HINTS_QUEUE = 'catalog-hints';

/** Something done to a tenant, by somebody. */
export interface TenantAct {
  tenantId: string;
  actor: string;
  onBehalfOf?: string;
  requestId?: string;
  /** Such as `tenant.update`. */
  action: string;
  /** The tenant itself unless given, such as `run:<id>`. */
  target?: string;
  /** Changed members only, no secrets. */
  before?: object;
  after?: object;
  /** What receivers outside get to know of it. */
  event?: Omit<NewTenantEvent, 'tenantId'>;
}

/**
 * What every act on a tenant leaves behind, in the act's own transaction:
 * event, hint to the catalog and audit event.
 */
export class TenantJournal {
  private readonly events = new EventStore();

  static create(options: {
    audit: AuditTrail;
    jobs: JobsService;
  }): TenantJournal {
    return new TenantJournal(options.audit, options.jobs);
  }

  private constructor(
    private readonly audit: AuditTrail,
    private readonly jobs: JobsService,
  ) {}

  /** Call it last in the transaction: it locks the head of the tenant's audit chain. */
  async record(trx: Knex.Transaction, act: TenantAct): Promise<void> {
    const { tenantId, event, ...audited } = act;
    if (event) {
      await this.events.append(trx, { tenantId, ...event });
    }
    await this.jobs.send(trx, CATALOG_HINTS_QUEUE, { tenantId });
    await this.audit.append(trx, {
      ...audited,
      tenantId,
      target: audited.target ?? `tenant:${tenantId}`,
    });
  }
}
