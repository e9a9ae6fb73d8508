import type { Knex } from 'knex';

/** A business act, to be recorded. */
export interface AuditAct {
  /** Absent for acts of the platform. */
  tenantId?: string;
  /** `user:default/x`, `plugin:x` or `external:x`. */
  actor: string;
  onBehalfOf?: string;
  /** Such as `tenant.create`. */
  action: string;
  /** What was acted on, such as `tenant:<id>`. */
  target: string;
  requestId?: string;
  before?: object;
  after?: object;
}

/** A recorded act. */
export interface AuditEventView {
  id: string;
  tenantId?: string;
  /** Gapless in its chain, from 1. */
  sequence: number;
  at: string;
  actor: string;
  onBehalfOf?: string;
  action: string;
  target: string;
  requestId?: string;
  /** Absent when there was none, and when it was erased. */
  diff?: { before?: object; after?: object };
}

export interface AuditPage {
  items: AuditEventView[];
  cursor?: string;
  hasMore: boolean;
}

/** The record of who did what: append-only, one chain of hashes per tenant and one for the platform. */
export class AuditTrail {
  static create(options: { now?: () => Date } = {}): AuditTrail {
    return new AuditTrail(options.now ?? (() => new Date()));
  }

  private constructor(private readonly now: () => Date) {}

  /**
   * Records an act in the caller's transaction. Call it last: it locks the head
   * of the chain until the transaction ends.
   */
  async append(trx: Knex.Transaction, act: AuditAct): Promise<void> {
    throw new Error(`Not written yet ${trx} ${act.action} ${this.now()}`);
  }

  /** A tenant's acts (without an id the platform's), newest first. */
  async list(
    trx: Knex.Transaction,
    options: { tenantId?: string; limit: number; cursor?: string },
  ): Promise<AuditPage> {
    throw new Error(`Not written yet ${trx} ${options.limit}`);
  }
}
