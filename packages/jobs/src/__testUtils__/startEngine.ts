import { PgListener } from '@ananta/database';
import { ConfigReader } from '@backstage/config';
import type {
  LoggerService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import type { ClientConfig } from 'pg';
import { JobsEngine } from '../JobsEngine';

/** An engine with a lifecycle that the test drives. */
export function createEngine(connection: ClientConfig, logger: LoggerService) {
  const startup: (() => unknown)[] = [];
  const beforeShutdown: (() => unknown)[] = [];
  const shutdown: (() => unknown)[] = [];
  const lifecycle: RootLifecycleService = {
    addStartupHook: hook => startup.push(hook),
    addBeforeShutdownHook: hook => beforeShutdown.push(hook),
    addShutdownHook: hook => shutdown.push(hook),
  };
  const config = new ConfigReader({
    backend: { database: { connection: { ...connection } as {} } },
  });
  const listener = PgListener.create({ config, logger, lifecycle });
  const engine = JobsEngine.create({ config, logger, lifecycle, listener });
  return {
    engine,
    start: () => Promise.all(startup.map(hook => hook())),
    stop: async () => {
      await Promise.all(beforeShutdown.map(hook => hook()));
      await Promise.all(shutdown.map(hook => hook()));
    },
  };
}
