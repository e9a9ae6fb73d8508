import { setTimeout as delay } from 'node:timers/promises';
import { describeError } from '@ananta/database';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Db, JobWithMetadata, PgBoss } from 'pg-boss';
import type { Boss } from './Boss';
import type { Job, QueueDefinition } from './JobsService';
import { announce } from './announcements';

/** The least that pg-boss allows; a job whose process died is taken over soon after. */
const HEARTBEAT_SECONDS = 10;
const HEARTBEAT_INTERVAL_MS = 3_000;
/** Finds jobs that became due, and those whose announcement was missed. */
const POLL_MS = 1_000;
const STOP_GRACE_MS = 5_000;
const DAY_SECONDS = 24 * 60 * 60;

interface ActiveJob {
  id: string;
  attempt: number;
  controller: AbortController;
  finished: Promise<void>;
}

/** Works one queue in this process: takes jobs, keeps them alive, and settles them. */
export class QueueWorker {
  private readonly active = new Set<ActiveJob>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private queueExists = false;
  private wakeUp = new AbortController();

  static create(options: {
    boss: Boss;
    logger: LoggerService;
    queue: QueueDefinition;
    handler: (job: Job) => Promise<void>;
  }): QueueWorker {
    return new QueueWorker(
      options.boss,
      options.logger,
      options.queue,
      options.handler,
    );
  }

  private constructor(
    private readonly boss: Boss,
    private readonly logger: LoggerService,
    private readonly queue: QueueDefinition,
    private readonly handler: (job: Job) => Promise<void>,
  ) {}

  start(): void {
    this.running ??= this.run();
    this.heartbeat ??= setInterval(
      () => void this.keepAlive(),
      HEARTBEAT_INTERVAL_MS,
    );
  }

  /** Looks for jobs now. */
  wake(): void {
    this.wakeUp.abort();
  }

  /** Takes no more jobs, aborts those at hand, and gives back those that don't end within 5 s. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
    const unfinished = [...this.active];
    unfinished.forEach(({ controller }) => controller.abort());
    const grace = new AbortController();
    await Promise.race([
      Promise.all(unfinished.map(({ finished }) => finished)),
      delay(STOP_GRACE_MS, undefined, { signal: grace.signal }).catch(() => {}),
    ]);
    grace.abort();
    await Promise.all([...this.active].map(job => this.giveBack(job)));
    clearInterval(this.heartbeat);
  }

  /** Makes the queue, once; jobs can be sent to it from then on. */
  async createQueue(): Promise<PgBoss> {
    const boss = await this.boss.ready();
    if (!this.queueExists) {
      const options = {
        // Delays are counted here, so that a takeover never has to wait for one.
        retryDelay: 0,
        retryLimit: this.queue.retry.limit,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: DAY_SECONDS,
        retentionSeconds: 365 * DAY_SECONDS,
        deleteAfterSeconds: DAY_SECONDS,
      };
      await boss.createQueue(this.queue.name, options);
      await boss.updateQueue(this.queue.name, options);
      this.queueExists = true;
    }
    return boss;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.wakeUp = new AbortController();
      const jobs = await this.attempt('look for jobs', () => this.fetch());
      jobs?.forEach(job => this.take(job));
      if (!jobs?.length && !this.stopping.signal.aborted) {
        await delay(POLL_MS, undefined, {
          signal: this.wakeUp.signal,
        }).catch(() => {});
      }
    }
  }

  private async fetch(): Promise<JobWithMetadata<Record<string, string>>[]> {
    const batchSize = this.queue.concurrency - this.active.size;
    if (batchSize <= 0) {
      return [];
    }
    const { name } = this.queue;
    const boss = await this.createQueue();
    if (!this.queue.oneAtATimePerKey) {
      return boss.fetch(name, { batchSize, includeMetadata: true });
    }
    // Two processes that look at once would both find a key idle: one looks after the other.
    return this.boss.transaction(async db => {
      await db.executeSql(
        'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
        [`jobs:${name}`],
      );
      return boss.fetch(name, {
        batchSize,
        includeMetadata: true,
        groupConcurrency: 1,
        db,
      });
    });
  }

  private take(job: JobWithMetadata<Record<string, string>>): void {
    const taken: ActiveJob = {
      id: job.id,
      attempt: job.retryCount + 1,
      controller: new AbortController(),
      finished: Promise.resolve(),
    };
    this.active.add(taken);
    taken.finished = this.work(taken, job.data).finally(() => {
      this.active.delete(taken);
      this.wake();
    });
  }

  private async work(
    job: ActiveJob,
    data: Record<string, string>,
  ): Promise<void> {
    const { id, attempt } = job;
    const { signal } = job.controller;
    try {
      await this.handler({ id, data, attempt, signal });
    } catch (error) {
      await (this.stopping.signal.aborted
        ? this.giveBack(job)
        : this.retryLater(job, error));
      return;
    }
    const { name, oneAtATimePerKey } = this.queue;
    await this.settle(job, async (boss, db) => {
      await boss.complete(name, id, undefined, { db });
      if (oneAtATimePerKey) {
        await announce(db, name);
      }
    });
  }

  private async retryLater(job: ActiveJob, error: unknown): Promise<void> {
    this.logger.warn(
      `Attempt ${job.attempt} of job ${job.id} in ${this.queue.name} failed: ${describeError(error)}`,
    );
    const { initialSeconds, maxSeconds } = this.queue.retry;
    const seconds =
      Math.min(initialSeconds * 2 ** (job.attempt - 1), maxSeconds) *
      (0.75 + Math.random() / 4);
    await this.fail(job, 'The handler failed; the log says why', seconds);
  }

  private async giveBack(job: ActiveJob): Promise<void> {
    await this.fail(job, 'The process that worked it was shut down', 0);
  }

  private async fail(
    job: ActiveJob,
    message: string,
    seconds: number,
  ): Promise<void> {
    const { name } = this.queue;
    await this.settle(job, async (boss, db) => {
      await boss.fail(name, job.id, { message }, { db });
      if (seconds > 0) {
        const startAfter = new Date(Date.now() + seconds * 1_000);
        await boss.update(name, undefined, { id: job.id, startAfter, db });
      }
      await announce(db, name);
    });
  }

  /** Settles a job unless a later attempt has it; then that one does. */
  private async settle(
    job: ActiveJob,
    how: (boss: PgBoss, db: Db) => Promise<unknown>,
  ): Promise<void> {
    await this.attempt(`settle job ${job.id}`, async () => {
      const boss = await this.boss.ready();
      await this.boss.transaction(async db => {
        const held = await this.boss.lockHeld(db, this.queue.name, [job]);
        if (held.length > 0) {
          await how(boss, db);
        }
      });
    });
  }

  /** Says that the jobs at hand are alive, and aborts those that somebody else has by now. */
  private async keepAlive(): Promise<void> {
    const jobs = [...this.active];
    if (jobs.length === 0) {
      return;
    }
    await this.attempt('keep jobs alive', async () => {
      const boss = await this.boss.ready();
      const held = await this.boss.transaction(async db => {
        const alive = await this.boss.lockHeld(db, this.queue.name, jobs);
        if (alive.length > 0) {
          const ids = alive.map(({ id }) => id);
          await boss.touch(this.queue.name, ids, { db });
        }
        return alive;
      });
      jobs
        .filter(job => this.active.has(job) && !held.includes(job))
        .forEach(job => job.controller.abort());
    });
  }

  /** PostgreSQL comes and goes; what wasn't done is done later, here or elsewhere. */
  private async attempt<T>(
    what: string,
    fn: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await fn();
    } catch (error) {
      this.logger.warn(
        `Could not ${what} (queue ${this.queue.name}): ${describeError(error)}`,
      );
      return undefined;
    }
  }
}
