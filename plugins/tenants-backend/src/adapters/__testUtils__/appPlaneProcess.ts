import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { testConnection, withClient } from './connections';
import type { AppPlaneEndpoint } from '../appPlane/readAppPlanes';

/** The example app plane as a process of its own, on a database of its own. */
export interface AppPlaneProcess {
  endpoint: AppPlaneEndpoint;
  query(
    sql: string,
    values?: unknown[],
  ): Promise<Array<Record<string, unknown>>>;
  stop(): Promise<void>;
}

export async function startAppPlane(): Promise<AppPlaneProcess> {
  const database = `app_plane_${randomBytes(6).toString('hex')}`;
  await withClient(testConnection(), client =>
    client.query(`CREATE DATABASE ${database}`),
  );
  const url = new URL(
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING!,
  );
  url.pathname = database;
  const endpoint = {
    name: 'components-platform',
    token: randomBytes(24).toString('base64url'),
    signingSecret: `whsec_${randomBytes(32).toString('base64')}`,
  };
  const main = resolvePackagePath(
    '@ananta/backstage-plugin-tenants-backend',
    '../../examples/app-plane/src/main.ts',
  );
  const child = spawn(process.execPath, [main], {
    env: {
      APP_PLANE_DATABASE_URL: url.href,
      APP_PLANE_TOKEN: endpoint.token,
      APP_PLANE_SIGNING_SECRET: endpoint.signingSecret,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = await once(child.stdout, 'data');
  const baseUrl = String(chunk).match(/http:\S+/)![0];
  return {
    endpoint: { ...endpoint, baseUrl },
    query: (sql, values) =>
      withClient(testConnection({ database }), async client => {
        return (await client.query(sql, values)).rows;
      }),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await withClient(testConnection(), client =>
        client.query(`DROP DATABASE ${database} WITH (FORCE)`),
      );
    },
  };
}
