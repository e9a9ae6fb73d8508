import type { JobsService, QueueDefinition } from '@ananta/jobs';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';

const QUEUE: QueueDefinition = {
  name: 'catalog-hints',
  concurrency: 2,
  retry: { limit: 10, initialSeconds: 1, maxSeconds: 60 },
};

/** Events that tell the catalog to read something again. */
export const PLANS_TOPIC = 'ananta.plans';
export const SUBSCRIPTIONS_TOPIC = 'ananta.subscriptions';

/**
 * Tells the catalog what has changed, once the transaction that changed it has
 * committed. A hint carries an id only and may be lost: who gets it reads the
 * thing itself, and polls beside.
 */
export class CatalogHints {
  /** Also works the queue off, in this process. */
  static async create(options: {
    jobs: JobsService;
    events: EventsService;
  }): Promise<CatalogHints> {
    const { jobs, events } = options;
    await jobs.work(QUEUE, async ({ data: { topic, id } }) => {
      await events.publish({ topic, eventPayload: { id } });
    });
    return new CatalogHints(jobs);
  }

  private constructor(private readonly jobs: JobsService) {}

  /** @param key - of the plan; its id in events */
  async plan(trx: Knex.Transaction, key: string): Promise<void> {
    await this.jobs.send(trx, QUEUE.name, { topic: PLANS_TOPIC, id: key });
  }

  async subscription(trx: Knex.Transaction, id: string): Promise<void> {
    await this.jobs.send(trx, QUEUE.name, { topic: SUBSCRIPTIONS_TOPIC, id });
  }
}
