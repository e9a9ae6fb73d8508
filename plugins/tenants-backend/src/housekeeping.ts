import type { SchedulerService } from '@backstage/backend-plugin-api';
import { asStaff } from '@ananta/database';
import type { IdempotencyStore } from '@ananta/http';
import type { Knex } from 'knex';
import { EventStore } from './tenants/EventStore';

const EVENTS_KEPT_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Removes what has had its time, in one process at a time: stored answers every
 * hour, events every day.
 */
export async function scheduleHousekeeping(options: {
  scheduler: SchedulerService;
  database: Knex;
  idempotency: IdempotencyStore;
  now: () => Date;
}): Promise<void> {
  const { scheduler, database, idempotency, now } = options;
  await scheduler.scheduleTask({
    id: 'purge-idempotency-keys',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    scope: 'global',
    async fn() {
      await idempotency.purge();
    },
  });
  await scheduler.scheduleTask({
    id: 'purge-events',
    frequency: { days: 1 },
    timeout: { minutes: 10 },
    scope: 'global',
    async fn() {
      const before = new Date(now().getTime() - EVENTS_KEPT_DAYS * DAY_MS);
      await asStaff(database, trx => new EventStore().purge(trx, before));
    },
  });
}
