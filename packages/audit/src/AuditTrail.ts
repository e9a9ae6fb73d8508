import { fetchPage, newId, type OrderColumn } from '@ananta/database';
import type { Knex } from 'knex';
import { GENESIS_HASH, digestOf, hashOf, newSalt } from './chain';
import { redact } from './redact';
import { DIFFS, EVENTS, HEADS, PLATFORM_CHAIN } from './tables';

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

interface EventRow {
  id: string;
  tenant_id: string | null;
  sequence: string;
  at: Date;
  actor: string;
  on_behalf_of: string | null;
  action: string;
  target: string;
  request_id: string | null;
  diff: string | null;
}

const NEWEST_FIRST: OrderColumn[] = [
  { column: 'sequence', direction: 'desc', type: 'integer' },
];

/** The record of who did what: append-only, one chain of hashes per tenant and one for the platform. */
export class AuditTrail {
  static create(options: { now?: () => Date } = {}): AuditTrail {
    return new AuditTrail(options.now ?? (() => new Date()));
  }

  private constructor(private readonly now: () => Date) {}

  /**
   * Records an act in the caller's transaction, of `asTenant` or `asStaff`;
   * the platform's acts in one of `asStaff`. Members of the diff that are named
   * like secrets are redacted. Call it last: it locks the head of the chain
   * until the transaction ends, and acts of one tenant wait for each other there.
   */
  async append(trx: Knex.Transaction, act: AuditAct): Promise<void> {
    const chain = act.tenantId ?? PLATFORM_CHAIN;
    const tenantId = act.tenantId ?? null;
    const id = newId();
    const at = this.now().toISOString();
    const salt = newSalt();
    const diff = diffOf(act);
    const diffDigest = diff && digestOf(diff, salt);

    const { sequence, previousHash } = await nextInChain(trx, chain, tenantId);
    const hash = hashOf({
      id,
      chain,
      sequence,
      at,
      actor: act.actor,
      onBehalfOf: act.onBehalfOf,
      action: act.action,
      target: act.target,
      requestId: act.requestId,
      diffDigest,
      previousHash,
    });
    const event = trx(EVENTS).insert({
      id,
      chain,
      tenant_id: tenantId,
      sequence,
      at,
      actor: act.actor,
      on_behalf_of: act.onBehalfOf,
      action: act.action,
      target: act.target,
      request_id: act.requestId,
      diff_digest: diffDigest,
      previous_hash: previousHash,
      hash,
    });
    // One statement: every act of the platform writes here.
    const write = trx(HEADS).with('event', event);
    if (diff) {
      write.with(
        'diff',
        trx(DIFFS).insert({ event_id: id, tenant_id: tenantId, salt, diff }),
      );
    }
    await write.where({ chain }).update({ hash });
  }

  /**
   * A tenant's acts (without an id the platform's), newest first.
   *
   * @throws InvalidCursorError - when the cursor isn't one of this list's
   */
  async list(
    trx: Knex.Transaction,
    options: { tenantId?: string; limit: number; cursor?: string },
  ): Promise<AuditPage> {
    const { tenantId = PLATFORM_CHAIN, limit, cursor } = options;
    const query = trx(EVENTS)
      .leftJoin(DIFFS, `${DIFFS}.event_id`, `${EVENTS}.id`)
      .where({ chain: tenantId })
      .select(`${EVENTS}.*`, `${DIFFS}.diff`);
    const page = await fetchPage<EventRow>(query, {
      limit,
      cursor,
      order: NEWEST_FIRST,
    });
    return {
      items: page.rows.map(toView),
      cursor: page.cursor,
      hasMore: page.hasMore,
    };
  }
}

function diffOf({ before, after }: AuditAct): string | undefined {
  return before || after
    ? JSON.stringify(redact({ before, after }))
    : undefined;
}

/** Counts the chain on, which locks its head, and reads the hash that it ends with. */
async function nextInChain(
  trx: Knex.Transaction,
  chain: string,
  tenantId: string | null,
): Promise<{ sequence: number; previousHash: string }> {
  const [head] = await trx(HEADS)
    .insert({ chain, tenant_id: tenantId, sequence: 1, hash: GENESIS_HASH })
    .onConflict('chain')
    .merge({ sequence: trx.raw('?? + 1', [`${HEADS}.sequence`]) })
    .returning(['sequence', 'hash']);
  return { sequence: Number(head.sequence), previousHash: head.hash };
}

function toView(row: EventRow): AuditEventView {
  return {
    id: row.id,
    tenantId: row.tenant_id ?? undefined,
    sequence: Number(row.sequence),
    at: row.at.toISOString(),
    actor: row.actor,
    onBehalfOf: row.on_behalf_of ?? undefined,
    action: row.action,
    target: row.target,
    requestId: row.request_id ?? undefined,
    diff: row.diff ? JSON.parse(row.diff) : undefined,
  };
}
