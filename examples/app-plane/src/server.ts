import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { createApp } from './createApp.ts';
import type { AppPlaneConfig } from './config.ts';

const MAX_CONNECTIONS = 4;
const REQUEST_TIMEOUT_MS = 30_000;
const STOP_PATIENCE_MS = 3_000;

/** A server that listens. */
export interface RunningServer {
  port: number;
  /** Lets requests finish, then ends everything. */
  stop(): Promise<void>;
}

/** Makes the tables that are missing, then listens. */
export async function startServer(
  config: AppPlaneConfig,
): Promise<RunningServer> {
  const pool = new Pool({
    connectionString: config.databaseUrl,
    max: MAX_CONNECTIONS,
  });
  // A connection that the database ends while idle is replaced on next use.
  pool.on('error', error => console.error(error.message));
  try {
    await createTables(pool);
    const server = createServer(createApp({ config, pool }));
    server.requestTimeout = REQUEST_TIMEOUT_MS;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.port, config.host, resolve);
    });
    return {
      port: (server.address() as AddressInfo).port,
      stop: async () => {
        const patience = setTimeout(
          () => server.closeAllConnections(),
          STOP_PATIENCE_MS,
        );
        await new Promise(resolve => {
          server.close(resolve);
        });
        clearTimeout(patience);
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** One process at a time, since `IF NOT EXISTS` alone races. */
async function createTables(pool: Pool): Promise<void> {
  const sql = await readFile(new URL('../schema.sql', import.meta.url), 'utf8');
  await pool.query(`SELECT pg_advisory_xact_lock(7010); ${sql}`);
}
