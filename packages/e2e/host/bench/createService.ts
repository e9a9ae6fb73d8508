import { performance } from 'node:perf_hooks';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { AuditTrail } from '@ananta/audit';
import { newId, pgListenerServiceRef } from '@ananta/database';
import { jobsServiceRef } from '@ananta/jobs';
import { billingServiceRef } from '@ananta/backstage-plugin-billing-node';
import { createEmbeddedPorts } from '../../../../plugins/tenants-backend/src/adapters';
import { readTenancyDefaults } from '../../../../plugins/tenants-backend/src/config';
import { createRuns } from '../../../../plugins/tenants-backend/src/runs';
import { TenantJournal } from '../../../../plugins/tenants-backend/src/tenants/TenantJournal';
import { TenantService } from '../../../../plugins/tenants-backend/src/tenants/TenantService';
import { BareCreate } from './bareCreate';
import { runTask } from './task';

/** What the bench hands in. */
interface Task {
  /** Superuser's connection, to look at what a create has written. */
  superuser: object;
  /** The control plane's own. */
  portal: object;
  atOnce: number[];
  rounds: number;
  perRound: number;
}

/**
 * The service of tenants with everything that it has in the plugin, and none of
 * its routes or workers, in turn with bare SQL of the same rows.
 */
const bench = createBackendPlugin({
  pluginId: 'tenants',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        billing: billingServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        jobs: jobsServiceRef,
        lifecycle: coreServices.lifecycle,
        rootLifecycle: coreServices.rootLifecycle,
        listener: pgListenerServiceRef,
        logger: coreServices.logger,
      },
      async init(deps) {
        const database = await deps.database.getClient();
        const audit = AuditTrail.create();
        const journal = TenantJournal.create({ audit, jobs: deps.jobs });
        const ports = createEmbeddedPorts({ ...deps, db: database });
        const runs = createRuns({ ...deps, database, ports, journal });
        const tenants = TenantService.create({
          ...deps,
          database,
          runs: runs.service,
          journal,
          audit,
          offer: {
            defaults: readTenancyDefaults(deps.config),
            appPlanes: ports.appPlane.names,
            tenancyModels: runs.tenancyModels,
          },
        });
        const credentials = await deps.auth.getOwnServiceCredentials();
        deps.rootLifecycle.addStartupHook(() =>
          runTask<Task>(task => measure(task, tenants, credentials)),
        );
      },
    });
  },
});

async function measure(
  task: Task,
  tenants: TenantService,
  credentials: BackstageCredentials,
) {
  const create = async () => {
    const key = `n${newId().replaceAll('-', '').slice(4, 30)}`;
    return tenants.create(
      {
        key,
        name: `Company ${key}`,
        planKey: 'professional',
        owner: {
          email: `owner@${key}.example.com`,
          firstName: 'Ada',
          lastName: 'Lovelace',
        },
        domains: [`${key}.example.com`],
      },
      { credentials, requestId: newId() },
      async (_trx, { tenant }) => tenant.id,
    );
  };
  const bare = await BareCreate.like(await create(), task);
  const byService = () => create();
  const bySql = () => bare.create();

  const figures = [];
  for (const atOnce of task.atOnce) {
    await many(byService, atOnce, task.perRound);
    await many(bySql, atOnce, task.perRound);
    for (let round = 0; round < task.rounds; round++) {
      figures.push({
        atOnce,
        service: await many(byService, atOnce, task.perRound),
        sql: await many(bySql, atOnce, task.perRound),
      });
    }
  }
  await bare.end();
  return { figures, rows: bare.rowCounts };
}

/** Wall and processor time of one, in ms. */
async function many(
  act: () => Promise<unknown>,
  atOnce: number,
  total: number,
) {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let left = total;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        await act();
      }
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  return {
    ms: (performance.now() - start) / total,
    cpuMs: (user + system) / 1_000 / total,
  };
}

const backend = createBackend();
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@ananta/backstage-plugin-permission-backend-module-tenancy'),
);
backend.add(import('@ananta/backstage-plugin-billing-backend'));
backend.add(bench);
backend.start();
