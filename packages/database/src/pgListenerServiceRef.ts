import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { PgListener } from './PgListener';

/** The process's one listener to PostgreSQL's notifications; comes with its factory. */
export const pgListenerServiceRef = createServiceRef<PgListener>({
  id: 'ananta.pgListener',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
      },
      factory: deps => PgListener.create(deps),
    }),
});
