import {
  coreServices,
  createBackendPlugin,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { Client, type ClientConfig } from 'pg';

/** Connections of a plugin's pool when the configuration doesn't say. */
const KNEX_DEFAULT_POOL_MAX = 10;

/** Connections that a process needs beside the plugins' pools: job queue, its listener, tenants' database. */
const CONNECTIONS_BESIDE_POOLS = 16;

/**
 * Refuses to start a process whose connection pools, all full, want more than
 * PostgreSQL gives: better now than under the first load.
 *
 * @throws Error that names the sum, the limit and both ways out
 */
export function checkConnectionBudget(options: {
  plugins: number;
  poolMax: number;
  serverLimit: number;
}): void {
  const wanted = options.plugins * options.poolMax + CONNECTIONS_BESIDE_POOLS;
  if (wanted > options.serverLimit) {
    throw new Error(
      `${options.plugins} plugins with ${options.poolMax} connections each and ${CONNECTIONS_BESIDE_POOLS} more may need ${wanted}, ` +
        `but PostgreSQL allows ${options.serverLimit}: raise its max_connections or lower backend.database.knexConfig.pool.max`,
    );
  }
}

async function readServerLimit(config: RootConfigService): Promise<number> {
  const client = new Client(
    config.get<string | ClientConfig>('backend.database.connection'),
  );
  await client.connect();
  try {
    const { rows } = await client.query<{ free: number }>(
      `SELECT current_setting('max_connections')::int
            - current_setting('superuser_reserved_connections')::int
            - current_setting('reserved_connections')::int AS free`,
    );
    return rows[0].free;
  } finally {
    await client.end();
  }
}

/** Checks the sum of all pools against `max_connections` at start. */
export default createBackendPlugin({
  pluginId: 'connection-budget',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        instance: coreServices.rootInstanceMetadata,
      },
      async init({ config, instance }) {
        const plugins = await instance.getInstalledPlugins();
        checkConnectionBudget({
          plugins: plugins.length,
          poolMax:
            config.getOptionalNumber('backend.database.knexConfig.pool.max') ??
            KNEX_DEFAULT_POOL_MAX,
          serverLimit: await readServerLimit(config),
        });
      },
    });
  },
});
