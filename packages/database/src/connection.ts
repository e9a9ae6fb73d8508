import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { ClientConfig } from 'pg';

/**
 * The connection of the whole installation, `backend.database.connection`, for
 * the few connections that a process needs beside the pools of its plugins.
 */
export function readConnection(config: RootConfigService): ClientConfig {
  const connection = config.get<string | ClientConfig>(
    'backend.database.connection',
  );
  return typeof connection === 'string'
    ? { connectionString: connection }
    : connection;
}
