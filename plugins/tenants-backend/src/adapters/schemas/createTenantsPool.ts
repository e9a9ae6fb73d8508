import type { LoggerService } from '@backstage/backend-plugin-api';
import createKnex, { type Knex } from 'knex';
import { escapeIdentifier, type PoolClient } from 'pg';

const MAX_CONNECTIONS = 4;
const ACQUIRE_TIMEOUT_MS = 10_000;

/** A small pool on the tenants' database; each connection enters `ownerRole`. */
export function createTenantsPool(options: {
  connection: string | object;
  ownerRole: string;
  logger: LoggerService;
}): Knex {
  const { logger } = options;
  const setRole = `SET ROLE ${escapeIdentifier(options.ownerRole)}`;
  return createKnex({
    client: 'pg',
    connection: options.connection,
    log: {
      debug: message => logger.debug(String(message)),
      warn: message => logger.warn(String(message)),
      deprecate: message => logger.debug(String(message)),
      error: message => logger.error(String(message)),
    },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    pool: {
      min: 0,
      max: MAX_CONNECTIONS,
      afterCreate: (
        client: PoolClient,
        done: (error: Error | null, client: PoolClient) => void,
      ) => client.query(setRole, error => done(error, client)),
    },
  });
}
