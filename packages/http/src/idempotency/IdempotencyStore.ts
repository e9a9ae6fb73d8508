import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@ananta/database';
import type { Request, Response } from 'express';
import type { Knex } from 'knex';
import { ApiError, badRequest, unprocessable } from '../ApiError';
import { TABLE, type IdempotencyRow } from './tables';

/** An answer that can be given again, byte for byte. */
export interface IdempotentAnswer {
  status: number;
  /** Anything that JSON can hold; kept for 24 hours, so never a secret. */
  body: unknown;
  headers?: Record<string, string>;
}

/** The right to carry out a command once. */
export interface IdempotencyClaim {
  /**
   * Writes the answer in the command's own transaction, and hands it back.
   * Call it last, so that whoever asks meanwhile needn't wait for a lock.
   *
   * @throws ApiError - 409 when the lease ran out and another request has the claim
   */
  complete(
    trx: Knex.Transaction,
    answer: IdempotentAnswer,
  ): Promise<IdempotentAnswer>;
}

export interface IdempotencyScope {
  /** Who asks; see `actorOf`. */
  caller: string;
  /** What is asked, such as `POST /tenants`. */
  route: string;
}

export interface IdempotencyOptions {
  database: Knex;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** How long a request may take before another may take its place, in ms. */
  leaseMs?: number;
  /** How long a request waits for another one's answer, in ms. */
  waitMs?: number;
}

type ScopedKey = IdempotencyScope & { key: string };
type Claimed = ScopedKey & { claim: string };
type Found = IdempotencyRow | { claimed: Claimed };

const HEADER = 'idempotency-key';
const LIFETIME_MS = 24 * 60 * 60 * 1000;
const POLL_MS = 50;

const withoutKey: IdempotencyClaim = {
  complete: async (_trx, answer) => answer,
};

/**
 * Carries out a command once, however often it is sent with one
 * `Idempotency-Key`: the answer is written with the command, so there is never
 * one without the other, and is given again for 24 hours. Nothing is kept of a
 * command that failed.
 */
export class IdempotencyStore {
  private readonly database: Knex;
  private readonly now: () => number;
  private readonly leaseMs: number;
  private readonly waitMs: number;

  static create(options: IdempotencyOptions): IdempotencyStore {
    return new IdempotencyStore(options);
  }

  private constructor(options: IdempotencyOptions) {
    this.database = options.database;
    this.now = options.now ?? Date.now;
    this.leaseMs = options.leaseMs ?? 30_000;
    this.waitMs = options.waitMs ?? 5_000;
  }

  /**
   * Answers `res` with what `fn` answers, or with what it answered when the
   * same request came first. Without the header, `fn` is simply called.
   *
   * @throws ApiError - 400 for a malformed key, 422 when the key came with
   * another request before, 409 while the first request takes too long
   */
  async handle(
    req: Request,
    res: Response,
    scope: IdempotencyScope,
    fn: (claim: IdempotencyClaim) => Promise<IdempotentAnswer>,
  ): Promise<void> {
    const key = readKey(req);
    const answer =
      key === undefined
        ? serialize(await fn(withoutKey))
        : await this.once({ ...scope, key }, hashOf(req), fn);
    res
      .status(answer.status)
      .set(answer.headers ?? {})
      .type('application/json')
      .send(answer.body);
  }

  /** Removes what is older than 24 hours. Returns how many. */
  async purge(): Promise<number> {
    return this.database(TABLE)
      .where('created_at', '<', new Date(this.now() - LIFETIME_MS))
      .delete();
  }

  private async once(
    scope: ScopedKey,
    hash: string,
    fn: (claim: IdempotencyClaim) => Promise<IdempotentAnswer>,
  ): Promise<SerializedAnswer> {
    const deadline = this.now() + this.waitMs;
    for (;;) {
      const found = await this.claimOrFind(scope, hash);
      if ('claimed' in found) {
        return this.carryOut(found.claimed, fn);
      }
      if (found.request_hash !== hash) {
        throw unprocessable(
          'idempotency_key_reused',
          'Idempotency-Key',
          'This Idempotency-Key came with another request before',
        );
      }
      if (found.status !== null) {
        return {
          status: found.status,
          headers: found.headers ?? undefined,
          body: found.body ?? '',
        };
      }
      if (this.now() >= deadline) {
        throw inProgress();
      }
      await delay(POLL_MS);
    }
  }

  private async carryOut(
    claimed: Claimed,
    fn: (claim: IdempotencyClaim) => Promise<IdempotentAnswer>,
  ): Promise<SerializedAnswer> {
    let completed = false;
    try {
      const answer = await fn({
        complete: async (trx, it) => {
          await complete(trx, claimed, it);
          completed = true;
          return it;
        },
      });
      if (!completed) {
        await this.release(claimed);
      }
      return serialize(answer);
    } catch (error) {
      // What failed may be the database itself; then the lease runs out by itself.
      await this.release(claimed).catch(() => {});
      throw error;
    }
  }

  /** Looks before it claims: a look waits for nobody's lock. */
  private async claimOrFind(scope: ScopedKey, hash: string): Promise<Found> {
    for (;;) {
      const row = await this.database<IdempotencyRow>(TABLE)
        .where(scope)
        .first();
      if (row && !this.isFree(row)) {
        return row;
      }
      const claimed = await this.claim(scope, hash, row?.claim);
      if (claimed) {
        return { claimed };
      }
    }
  }

  private isFree(row: IdempotencyRow): boolean {
    return (
      row.created_at.getTime() < this.now() - LIFETIME_MS ||
      (row.status === null && row.leased_until.getTime() <= this.now())
    );
  }

  /** Undefined when somebody else was quicker. */
  private async claim(
    scope: ScopedKey,
    hash: string,
    previous: string | undefined,
  ): Promise<Claimed | undefined> {
    const row = {
      ...scope,
      request_hash: hash,
      claim: newId(),
      created_at: new Date(this.now()),
      leased_until: new Date(this.now() + this.leaseMs),
      status: null,
      headers: null,
      body: null,
    };
    const rows = previous
      ? await this.database(TABLE)
          .where({ ...scope, claim: previous })
          .andWhere(unchanged =>
            unchanged
              .whereNull('status')
              .orWhere('created_at', '<', new Date(this.now() - LIFETIME_MS)),
          )
          .update(row)
          .returning('claim')
      : await this.database(TABLE)
          .insert(row)
          .onConflict(['caller', 'route', 'key'])
          .ignore()
          .returning('claim');
    return rows.length > 0 ? { ...scope, claim: row.claim } : undefined;
  }

  private async release(claimed: Claimed): Promise<void> {
    await this.database(TABLE)
      .where({ ...claimed, status: null })
      .delete();
  }
}

interface SerializedAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

function serialize(answer: IdempotentAnswer): SerializedAnswer {
  return { ...answer, body: JSON.stringify(answer.body) ?? '' };
}

async function complete(
  trx: Knex.Transaction,
  claimed: Claimed,
  answer: IdempotentAnswer,
): Promise<void> {
  const { status, headers, body } = serialize(answer);
  const written = await trx(TABLE)
    .where({ ...claimed, status: null })
    .update({ status, headers: JSON.stringify(headers ?? {}), body });
  if (written === 0) {
    throw inProgress();
  }
}

function inProgress(): ApiError {
  return new ApiError(
    409,
    'idempotency_in_progress',
    'A request with this Idempotency-Key is still being worked on; ask again',
    'Idempotency-Key',
    { 'retry-after': '1' },
  );
}

function readKey(req: Request): string | undefined {
  const key = req.header(HEADER);
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw badRequest(
      'invalid_request',
      'Idempotency-Key',
      'Idempotency-Key is 1 to 255 printable ASCII characters, without spaces',
    );
  }
  return key;
}

/** The same for the same request, in whatever order its members were sent. */
function hashOf(req: Request): string {
  const sorted = JSON.stringify(
    [req.originalUrl, req.body ?? null],
    (_, value) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort())
        : value,
  );
  return createHash('sha256').update(sorted).digest('hex');
}
