import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { JobsService } from './JobsService';

/** A plugin's jobs; comes with its factory. Queue names are prefixed with the plugin's id. */
export const jobsServiceRef = createServiceRef<JobsService>({
  id: 'ananta.jobs',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: (): JobsService => {
        throw new Error('Not written yet');
      },
    }),
});
