import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import type { PgListener } from '@ananta/database';
import type { JobsService } from '@ananta/jobs';
import type { BillingService } from '@ananta/backstage-plugin-billing-node';
import type { TenancyModel } from '@ananta/backstage-plugin-tenants-common';
import type { TenancyPorts } from '@ananta/backstage-plugin-tenants-node';
import { provisionTenant, RunDefinitions } from '../sagas';
import { subscriptionStart, subscriptionStartQueue } from '../steps';
import type { TenantJournal } from '../tenants/TenantJournal';
import { readRunsConfig } from './config';
import { EmbeddedDriver } from './embedded/EmbeddedDriver';
import { RunFeed } from './RunFeed';
import { RunService } from './RunService';

export interface RunsOptions {
  database: Knex;
  config: Config;
  ports: TenancyPorts;
  billing: BillingService;
  auth: AuthService;
  jobs: JobsService;
  journal: TenantJournal;
  listener: Pick<PgListener, 'subscribe'>;
  logger: LoggerService;
  now?: () => Date;
}

/** Runs, put together: their service, their feed of changes and their jobs. */
export interface Runs {
  service: RunService;
  feed: RunFeed;
  /** Models that tenants can be provisioned for with the adapters installed. */
  tenancyModels: readonly TenancyModel[];
  /** Works the queues of runs until the process shuts down. */
  work(): Promise<void>;
}

/** @throws Error when the configuration of `ananta.runs` is malformed */
export function createRuns(options: RunsOptions): Runs {
  const { database, billing, auth, jobs } = options;
  const now = options.now ?? (() => new Date());
  const config = readRunsConfig(options.config);
  const provisioning = provisionTenant({ ...options, now });
  const definitions = RunDefinitions.create([provisioning]);
  const feed = RunFeed.create(options.listener);
  const shared = { ...options, definitions, config, feed, now };
  const driver = EmbeddedDriver.create(shared);
  return {
    service: RunService.create(shared),
    feed,
    tenancyModels: provisioning.tenancyModels,
    async work() {
      await definitions.assertCover(database);
      await driver.work();
      await jobs.work(
        subscriptionStartQueue,
        subscriptionStart({ database, billing, auth }),
      );
    },
  };
}
