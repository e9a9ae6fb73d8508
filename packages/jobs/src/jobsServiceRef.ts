import { pgListenerServiceRef } from '@ananta/database';
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { JobsEngine } from './JobsEngine';
import type { JobsService } from './JobsService';

/**
 * A plugin's jobs; comes with its factory. All plugins of a process share one
 * pg-boss in the schema `pgboss` of `backend.database.connection`; a plugin's
 * queues are prefixed with its id.
 */
export const jobsServiceRef = createServiceRef<JobsService>({
  id: 'ananta.jobs',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        plugin: coreServices.pluginMetadata,
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
        listener: pgListenerServiceRef,
      },
      createRootContext: deps => JobsEngine.create(deps),
      factory: ({ plugin }, engine): JobsService => {
        const named = (queue: string) => `${plugin.getId()}.${queue}`;
        return {
          send: (trx, queue, data, options) =>
            engine.send(trx, named(queue), data, options),
          work: (queue, handler) =>
            engine.work({ ...queue, name: named(queue.name) }, handler),
        };
      },
    }),
});
