import { describeError, readConnection } from '@ananta/database';
import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { Pool, type PoolClient } from 'pg';
import { PgBoss, type Db } from 'pg-boss';

const SCHEMA = 'pgboss';
const POOL_SIZE = 4;

/** A connection in the form that pg-boss takes. */
function asDatabase(client: Pool | PoolClient): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}

/** pg-boss, its pool, and what it lacks: to know one attempt of a job from the next. */
export class Boss {
  private readonly pool: Pool;
  private readonly boss: PgBoss;
  private starting: Promise<PgBoss> | undefined;

  static create(options: {
    config: RootConfigService;
    logger: LoggerService;
  }): Boss {
    return new Boss(options);
  }

  private constructor(options: {
    config: RootConfigService;
    logger: LoggerService;
  }) {
    const warn = (error: Error) =>
      options.logger.warn(
        `The job queue goes on after: ${describeError(error)}`,
      );
    this.pool = new Pool({
      ...readConnection(options.config),
      application_name: 'ananta-jobs',
      max: POOL_SIZE,
    });
    this.pool.on('error', warn);
    this.boss = new PgBoss({
      db: asDatabase(this.pool),
      schema: SCHEMA,
      schedule: false,
      superviseIntervalSeconds: 2,
      monitorIntervalSeconds: 2,
    });
    this.boss.on('error', warn);
    this.boss.on('warning', ({ message }) => options.logger.warn(message));
  }

  /** pg-boss, started and with its schema; tries anew after a failure. */
  async ready(): Promise<PgBoss> {
    this.starting ??= this.boss.start().then(
      () => this.boss,
      error => {
        this.starting = undefined;
        throw error;
      },
    );
    return this.starting;
  }

  /** Runs `fn` in a transaction of the queue's own pool. */
  async transaction<T>(fn: (db: Db) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // A connection that breaks while it is out of the pool has nobody else to hear it.
    let broken: Error | undefined;
    const onError = (error: Error) => {
      broken = error;
    };
    client.on('error', onError);
    try {
      await client.query('BEGIN');
      const result = await fn(asDatabase(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(rollback => {
        broken ??= rollback;
      });
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  /**
   * Of these attempts those that still have their job, locked for the rest of
   * the transaction. pg-boss itself lets anybody settle a job that is active,
   * also one who lost it to a later attempt.
   */
  async lockHeld<T extends { id: string; attempt: number }>(
    db: Db,
    queue: string,
    attempts: T[],
  ): Promise<T[]> {
    const { rows } = await db.executeSql(
      `SELECT j.id, j.retry_count + 1 AS attempt
         FROM ${SCHEMA}.job j
         JOIN unnest($2::uuid[], $3::int[]) AS held (id, attempt)
           ON held.id = j.id AND held.attempt = j.retry_count + 1
        WHERE j.name = $1 AND j.state = 'active'
        ORDER BY j.id
          FOR UPDATE OF j`,
      [
        queue,
        attempts.map(({ id }) => id),
        attempts.map(({ attempt }) => attempt),
      ],
    );
    return attempts.filter(({ id, attempt }) =>
      rows.some(row => row.id === id && row.attempt === attempt),
    );
  }

  async stop(): Promise<void> {
    await this.starting?.then(
      boss => boss.stop({ graceful: false }),
      () => {},
    );
    await this.pool.end();
  }
}
