import { mockServices } from '@backstage/backend-test-utils';
import { asStaff, newId } from '@ananta/database';
import { IdempotencyStore } from '@ananta/http';
import type { Knex } from 'knex';
import { aTenant, migrations, usePostgres } from './__testUtils__/database';
import { scheduleHousekeeping } from './housekeeping';
import { EventStore, TenantStore } from './tenants';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

jest.setTimeout(60_000);

describe('housekeeping', () => {
  const createDatabase = usePostgres();
  const scheduler = mockServices.scheduler();
  let database: Knex;
  let time = Date.now();

  beforeAll(async () => {
    database = await createDatabase();
    await database.migrate.latest(migrations);
    await scheduleHousekeeping({
      scheduler,
      database,
      idempotency: IdempotencyStore.create({ database, now: () => time }),
      now: () => new Date(time),
    });
  });

  it('forgets answers that are older than 24 hours', async () => {
    const start = Date.now();
    await database('idempotency_keys').insert({
      caller: 'user:default/erin',
      route: 'POST /tenants',
      key: 'one',
      request_hash: 'hash',
      claim: newId(),
      leased_until: new Date(start),
      created_at: new Date(start),
    });
    const keysAfter = async (ms: number) => {
      time = start + ms;
      await scheduler.triggerTask('purge-idempotency-keys');
      return database('idempotency_keys').pluck('key');
    };
    expect(await keysAfter(23 * HOUR_MS)).toEqual(['one']);
    expect(await keysAfter(25 * HOUR_MS)).toEqual([]);
  });

  it('keeps events for 90 days, and their numbering for ever', async () => {
    const start = Date.now();
    const events = new EventStore();
    const tenant = await asStaff(database, trx =>
      new TenantStore().insert(trx, aTenant()),
    );
    const append = () =>
      asStaff(database, trx =>
        events.append(trx, {
          tenantId: tenant.id,
          type: 'tenant.updated',
          payload: {},
        }),
      );
    const eventsAfter = async (ms: number) => {
      time = start + ms;
      await scheduler.triggerTask('purge-events');
      return asStaff(database, trx => trx('tenant_events').pluck('id'));
    };
    const { id } = await append();
    expect(await eventsAfter(89 * DAY_MS)).toEqual([id]);
    expect(await eventsAfter(91 * DAY_MS)).toEqual([]);
    expect(await append()).toMatchObject({ sequence: 2 });
  });
});
