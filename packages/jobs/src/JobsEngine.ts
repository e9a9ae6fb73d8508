import type { PgListener } from '@ananta/database';
import type {
  LoggerService,
  RootConfigService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { fromKnex } from 'pg-boss';
import { Boss } from './Boss';
import type { Job, QueueDefinition, SendOptions } from './JobsService';
import { QueueWorker } from './QueueWorker';
import { CHANNEL, announce } from './announcements';

/** All queues of a process. Works from start-up to shutdown; sends at any time. */
export class JobsEngine {
  private readonly workers = new Map<string, QueueWorker>();
  private started = false;

  static create(options: {
    config: RootConfigService;
    logger: LoggerService;
    lifecycle: RootLifecycleService;
    listener: PgListener;
  }): JobsEngine {
    const { lifecycle, listener } = options;
    const engine = new JobsEngine(Boss.create(options), options.logger);
    lifecycle.addStartupHook(() => engine.start(listener));
    // Before the hooks that close the pools which handlers need to end well.
    lifecycle.addBeforeShutdownHook(() => engine.stopWorkers());
    lifecycle.addShutdownHook(() => engine.boss.stop());
    return engine;
  }

  private constructor(
    private readonly boss: Boss,
    private readonly logger: LoggerService,
  ) {}

  /** @throws Error - when no process has ever worked the queue */
  async send(
    trx: Knex.Transaction,
    queue: string,
    data: Record<string, string>,
    options: SendOptions = {},
  ): Promise<void> {
    const { singletonKey, startAfter } = options;
    const db = fromKnex(trx);
    const boss = await this.boss.ready();
    await boss.send(queue, data, {
      db,
      ...(singletonKey && { group: { id: singletonKey } }),
      ...(startAfter && { startAfter }),
    });
    if (!startAfter) {
      await announce(db, queue);
    }
  }

  /** @throws Error - when the process works the queue already */
  async work(
    queue: QueueDefinition,
    handler: (job: Job) => Promise<void>,
  ): Promise<void> {
    if (this.workers.has(queue.name)) {
      throw new Error(`The queue ${queue.name} has a worker already`);
    }
    const { boss, logger } = this;
    const worker = QueueWorker.create({ boss, logger, queue, handler });
    this.workers.set(queue.name, worker);
    await worker.createQueue();
    if (this.started) {
      worker.start();
    }
  }

  private start(listener: PgListener): void {
    this.started = true;
    this.workers.forEach(worker => worker.start());
    listener.subscribe(CHANNEL, queue => {
      if (queue === undefined) {
        this.workers.forEach(worker => worker.wake());
      } else {
        this.workers.get(queue)?.wake();
      }
    });
  }

  private async stopWorkers(): Promise<void> {
    await Promise.all([...this.workers.values()].map(worker => worker.stop()));
  }
}
