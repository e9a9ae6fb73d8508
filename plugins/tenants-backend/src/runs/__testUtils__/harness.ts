import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { AuditTrail } from '@ananta/audit';
import { asStaff, PgListener, pgListenerServiceRef } from '@ananta/database';
import { jobsServiceRef, type JobsService } from '@ananta/jobs';
import type { Run, Tenant } from '@ananta/backstage-plugin-tenants-common';
import type { Knex } from 'knex';
import { aTenant, migrations } from '../../__testUtils__/database';
import { provisionTenant, RunDefinitions } from '../../sagas';
import { subscriptionStart, subscriptionStartQueue } from '../../steps';
import { ResourceStore, TenantJournal, TenantStore } from '../../tenants';
import { readRunsConfig } from '../config';
import { EmbeddedDriver } from '../embedded/EmbeddedDriver';
import { RunFeed } from '../RunFeed';
import { runQueue } from '../runQueue';
import { RunService } from '../RunService';
import { FaultyWorld } from './FaultyWorld';

const credentials = mockCredentials.user('user:default/erin-engineer');

/** Runs on real PostgreSQL and the real job queue, with faulty systems outside. */
export class Harness {
  static async start(
    database: Knex,
    options: { runs?: object; driven?: 'by jobs' | 'by hand' } = {},
  ): Promise<Harness> {
    await database.migrate.latest(migrations);
    const {
      host,
      port,
      user,
      password,
      database: name,
    } = database.client.connectionSettings;
    const connection = { host, port, user, password, database: name };
    let drive: EmbeddedDriver['drive'] = async () => {};
    let startSubscription: ReturnType<
      typeof subscriptionStart
    > = async () => {};
    let services: { jobs: JobsService; listener: PgListener } | undefined;
    const config = {
      backend: { database: { client: 'pg', connection } },
      ananta: { runs: options.runs ?? {} },
    };
    const backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({ data: config as never }),
        createBackendPlugin({
          pluginId: 'tenants',
          register: env =>
            env.registerInit({
              deps: { jobs: jobsServiceRef, listener: pgListenerServiceRef },
              init: async deps => {
                services = deps;
                await deps.jobs.work(
                  { ...runQueue(10), concurrency: 10 },
                  async ({ data, signal }) => {
                    if (options.driven !== 'by hand') {
                      const { runId, tenantId } = data;
                      await drive({ runId, tenantId }, signal);
                    }
                  },
                );
                await deps.jobs.work(
                  {
                    name: 'catalog-hints',
                    concurrency: 1,
                    retry: { limit: 1, initialSeconds: 1, maxSeconds: 1 },
                  },
                  async () => {},
                );
                await deps.jobs.work(subscriptionStartQueue, job =>
                  startSubscription(job),
                );
              },
            }),
        }),
      ],
    });
    const harness = new Harness(database, backend, services!, config);
    drive = (ref, signal) => harness.driver.drive(ref, signal);
    startSubscription = subscriptionStart({
      database,
      billing: harness.world.billing(),
      auth: mockServices.auth(),
    });
    return harness;
  }

  readonly world = new FaultyWorld();
  readonly driver: EmbeddedDriver;
  readonly service: RunService;
  readonly feed: RunFeed;
  /** How far the clock is ahead, in milliseconds. */
  aheadMs = 0;

  private constructor(
    readonly database: Knex,
    private readonly backend: Awaited<ReturnType<typeof startTestBackend>>,
    services: { jobs: JobsService; listener: PgListener },
    config: object,
  ) {
    const now = () => new Date(Date.now() + this.aheadMs);
    const { jobs, listener } = services;
    const journal = TenantJournal.create({ audit: AuditTrail.create(), jobs });
    const shared = {
      database,
      jobs,
      journal,
      now,
      definitions: RunDefinitions.create([
        provisionTenant({
          ports: this.world.ports(),
          billing: this.world.billing(),
          auth: mockServices.auth(),
          jobs,
          journal,
          now,
        }),
      ]),
      config: readRunsConfig(new ConfigReader(config as never)),
      feed: RunFeed.create(listener),
      logger: mockServices.logger.mock(),
    };
    this.feed = shared.feed;
    this.driver = EmbeddedDriver.create(shared);
    this.service = RunService.create(shared);
  }

  stop(): Promise<void> {
    return this.backend.stop();
  }

  /** A new tenant with the run that provisions it. */
  async provision(change: Parameters<typeof aTenant>[0] = {}): Promise<Run> {
    return asStaff(this.database, async trx => {
      const tenants = new TenantStore();
      const tenant = await tenants.insert(trx, aTenant(change));
      const run = await this.service.start(trx, {
        type: 'provision-tenant',
        tenant,
        startedBy: 'user:default/erin-engineer',
      });
      await tenants.update(trx, tenant, { currentRunId: run.id });
      return run;
    });
  }

  drive(run: Run, signal = new AbortController().signal): Promise<void> {
    return this.driver.drive({ runId: run.id, tenantId: run.tenantId }, signal);
  }

  /** Drives a run by hand until it has finished, skipping its waits. */
  async driveToEnd(run: Run): Promise<Run> {
    for (let round = 0; round < 100; round += 1) {
      await this.drive(run);
      const current = await this.service.get(run.id);
      if (current.finishedAt) {
        return current;
      }
      this.skipBackoff(current);
    }
    throw new Error(`Run ${run.id} does not end`);
  }

  /** Sets the clock to when the next attempt is due. */
  skipBackoff(run: Run): void {
    const due = run.steps
      .map(({ nextAttemptAt }) => Date.parse(nextAttemptAt ?? ''))
      .find(time => time > 0);
    this.aheadMs = Math.max(this.aheadMs, (due ?? 0) - Date.now() + 1);
  }

  cancel(run: Run): Promise<{ commandId: string }> {
    return this.service.cancel(run.id, { credentials }, async (_, it) => it);
  }

  async retry(run: Run): Promise<Run> {
    return this.service.retry(
      run.id,
      { credentials },
      async (_, { run: retry }) => retry,
    );
  }

  /** The run each time it changes, until `accept` says that it is what was waited for. */
  async until(run: Run, accept: (run: Run) => boolean): Promise<Run> {
    let unwatch = () => {};
    try {
      return await new Promise<Run>((resolve, reject) => {
        const check = () =>
          this.service
            .get(run.id)
            .then(current => accept(current) && resolve(current), reject);
        unwatch = this.feed.watch(run.id, check);
        check();
      });
    } finally {
      unwatch();
    }
  }

  tenantOf(run: Run): Promise<Tenant> {
    return asStaff(this.database, trx =>
      new TenantStore().get(trx, run.tenantId),
    );
  }

  heldResources(run: Run) {
    return asStaff(this.database, trx =>
      new ResourceStore().listHeld(trx, run.tenantId),
    );
  }

  eventsOf(run: Run): Promise<Array<{ seq: number; type: string }>> {
    return asStaff(this.database, trx =>
      trx('run_events')
        .where({ run_id: run.id })
        .orderBy('seq')
        .select('seq', 'type', 'step_id', 'payload'),
    );
  }

  eventTypesOf(run: Run): Promise<string[]> {
    return asStaff(this.database, trx =>
      trx('tenant_events')
        .where({ tenant_id: run.tenantId })
        .orderBy('sequence')
        .pluck('type'),
    );
  }

  commandsOf(run: Run): Promise<Array<{ state: string; reason: string }>> {
    return asStaff(this.database, trx =>
      trx('run_commands').where({ run_id: run.id }).select('state', 'reason'),
    );
  }
}

/** Steps by id with their status, in order. */
export function statusesOf(run: Run): Record<string, string> {
  return Object.fromEntries(run.steps.map(step => [step.id, step.status]));
}
