import type { EventsService } from '@backstage/plugin-events-node';
import type { JobsService } from '@ananta/jobs';
import { CATALOG_HINTS_QUEUE } from './TenantJournal';

/** Topic of the hints that a tenant has changed; `{id}`, and no promise that none is lost. */
const TENANTS_TOPIC = 'ananta.tenants';

/** Passes on to whoever listens that a tenant has changed. */
export async function workCatalogHints(options: {
  jobs: JobsService;
  events: EventsService;
}): Promise<void> {
  await options.jobs.work(
    {
      name: CATALOG_HINTS_QUEUE,
      concurrency: 4,
      retry: { limit: 5, initialSeconds: 1, maxSeconds: 30 },
    },
    async ({ data }) =>
      options.events.publish({
        topic: TENANTS_TOPIC,
        eventPayload: { id: data.tenantId },
      }),
  );
}
