import { join } from 'node:path';
import { Child } from './Child.ts';
import type { StartOptions } from './options.ts';
import { DATA, LOGS, ROOT } from './paths.ts';
import type { Secrets } from './secrets.ts';

export interface ServerContext {
  options: StartOptions;
  secrets: Secrets;
  postgresPort: number;
}

/** The example app plane, on a database of its own. */
export function startAppPlane(context: ServerContext): Child {
  const { options, secrets, postgresPort } = context;
  return Child.start({
    name: 'app plane',
    command: process.execPath,
    args: [join(ROOT, 'examples/app-plane/src/main.ts')],
    cwd: join(ROOT, 'examples/app-plane'),
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(options.appPlanePort),
      APP_PLANE_DATABASE_URL: `postgres://app_plane:${secrets.appPlaneDatabase}@127.0.0.1:${postgresPort}/app_plane`,
      APP_PLANE_TOKEN: secrets.appPlaneToken,
      APP_PLANE_SIGNING_SECRET: secrets.appPlaneSigning,
    },
    logFile: join(LOGS, 'app-plane.log'),
    noteworthy: seriousMessage,
  });
}

/**
 * The portal in one process: built screens, and the backend from its sources by
 * Backstage's own module hook, which costs a second and needs no build.
 */
export function startPortal(context: ServerContext): Child {
  return Child.start({
    name: 'portal',
    command: process.execPath,
    args: [
      '--require',
      join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(ROOT, 'packages/backend/src/index.ts'),
    ],
    cwd: join(ROOT, 'packages/backend'),
    env: {
      ...portalEnvironment(context),
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: join(ROOT, '.cache/compile'),
    },
    logFile: join(LOGS, 'portal.log'),
    noteworthy: seriousMessage,
  });
}

/** The developer's way: screens on port 3000, everything reloaded on changes. */
export function startDevelopment(context: ServerContext): Child {
  return Child.start({
    name: 'portal',
    command: process.execPath,
    args: [
      join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'start',
    ],
    cwd: ROOT,
    env: {
      ...portalEnvironment(context),
      APP_CONFIG_app_baseUrl: 'http://localhost:3000',
      APP_CONFIG_backend_cors_origin: 'http://localhost:3000',
      APP_CONFIG_backend_cors_credentials: 'true',
    },
    logFile: join(LOGS, 'portal.log'),
    noteworthy: line => line,
  });
}

function portalEnvironment(context: ServerContext): NodeJS.ProcessEnv {
  const { options, secrets, postgresPort } = context;
  return {
    ...process.env,
    ANANTA_PORT: String(options.port),
    ANANTA_APP_PLANE_PORT: String(options.appPlanePort),
    ANANTA_POSTGRES_PORT: String(postgresPort),
    ANANTA_POSTGRES_PASSWORD: secrets.portalDatabase,
    ANANTA_PROVISIONER_PASSWORD: secrets.provisionerDatabase,
    ANANTA_OPERATOR_TOKEN: secrets.operatorToken,
    ANANTA_SECRETS_KEY_FILE: join(DATA, 'secret-store.key'),
    ANANTA_APP_PLANE_TOKEN: secrets.appPlaneToken,
    ANANTA_APP_PLANE_SIGNING_SECRET: secrets.appPlaneSigning,
  };
}

/** Warnings that are true of every first run and ask for nothing. */
const EXPECTED = [
  /baseUrl is set to a localhost URL and NODE_ENV is 'production'/,
  /^Local sign-in is on/,
  /^Index for \S+ was not replaced: indexer received 0 documents/,
];

/** The message of a warning or an error, from a log line in JSON. */
function seriousMessage(line: string): string | undefined {
  const { level, message = '', plugin } = parseLogLine(line);
  const isSerious = level === 'warn' || level === 'error';
  if (!isSerious || EXPECTED.some(expected => expected.test(message))) {
    return undefined;
  }
  return `${level}: ${plugin ? `${plugin}: ` : ''}${message.slice(0, 400)}`;
}

function parseLogLine(
  line: string,
): Partial<Record<'level' | 'message' | 'plugin', string>> {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

/** Where logs, secrets and data of a first run lie, for people. */
export function dataPath(...names: string[]): string {
  return join(DATA, ...names).replace(`${ROOT}/`, '');
}
