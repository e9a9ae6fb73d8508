import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from './lib/Child.ts';
import {
  HELP,
  parseOptions,
  UsageError,
  type StartOptions,
} from './lib/options.ts';
import { DATA, LOGS } from './lib/paths.ts';
import { findFreePort, isFree } from './lib/ports.ts';
import { ensureBuilt, ensureInstalled } from './lib/prepare.ts';
import { waitFor } from './lib/ready.ts';
import { resetData } from './lib/reset.ts';
import { forgetRun, recordRun, takeOver } from './lib/runRecord.ts';
import { readSecrets } from './lib/secrets.ts';
import {
  dataPath,
  startAppPlane,
  startDevelopment,
  startPortal,
  type ServerContext,
} from './lib/servers.ts';
import type { PostgresServer } from './postgres/PostgresServer.ts';

const POSTGRES_PORT = 7432;
const STOP_WITHIN_MS = 10_000;

/** What runs, the last started first: the order in which it is stopped. */
const running: Array<{ child: Child; stop: () => Promise<void> }> = [];

/** Process ids of what `takeOver` would stop; PostgreSQL keeps its own. */
const servers: number[] = [];

async function start(options: StartOptions): Promise<void> {
  mkdirSync(LOGS, { recursive: true });
  await takeOver();
  await requireFree(options.port, 'portal', '--port');
  await requireFree(
    options.appPlanePort,
    'example app plane',
    '--app-plane-port',
  );
  recordRun([]);

  await ensureInstalled();
  const secrets = readSecrets(DATA);
  const [postgresPort] = await Promise.all([
    startDatabases(secrets),
    options.dev ? undefined : ensureBuilt(),
  ]);
  const context: ServerContext = { options, secrets, postgresPort };

  const appPlane = keep(startAppPlane(context));
  const portal = keep(
    options.dev ? startDevelopment(context) : startPortal(context),
  );
  await Promise.all([
    waitFor(appPlane, `http://127.0.0.1:${options.appPlanePort}/healthz`),
    waitForPortal(portal, context),
  ]);
  printTable(context);

  throw await Promise.race(
    running.map(async ({ child }) => {
      const how = await child.ended;
      return new Error(
        `the ${child.name} ended unexpectedly (${how}):\n${child.lastWords}`,
      );
    }),
  );
}

async function requireFree(
  port: number,
  what: string,
  flag: string,
): Promise<void> {
  if (!(await isFree(port))) {
    throw new UsageError(
      `Port ${port}, meant for the ${what}, is taken: free it, or choose another with ${flag} N`,
    );
  }
}

async function startDatabases(
  secrets: ServerContext['secrets'],
): Promise<number> {
  const { PostgresServer } = await import('./postgres/PostgresServer.ts');
  const { prepareDatabases } = await import('./postgres/databases.ts');
  const server = await PostgresServer.start({
    dataFolder: join(DATA, 'postgres'),
    port: await findFreePort(POSTGRES_PORT),
    superuserPassword: secrets.postgresSuperuser,
    logFile: join(LOGS, 'postgres.log'),
  });
  keepPostgres(server);
  await prepareDatabases(server, secrets);
  return server.port;
}

function keepPostgres(server: PostgresServer): void {
  running.unshift({ child: server.child, stop: () => server.stop() });
}

function keep(child: Child): Child {
  running.unshift({
    child,
    stop: () => child.stop('SIGTERM', STOP_WITHIN_MS),
  });
  servers.unshift(child.pid);
  recordRun(servers);
  return child;
}

/** Ready means that somebody can sign in: the catalog knows its users. */
async function waitForPortal(
  portal: Child,
  { options, secrets }: ServerContext,
): Promise<void> {
  const origin = `http://127.0.0.1:${options.port}`;
  await waitFor(portal, `${origin}/.backstage/health/v1/readiness`);
  await waitFor(
    portal,
    `${origin}/api/catalog/entities/by-query?limit=1&filter=kind=user`,
    {
      headers: { Authorization: `Bearer ${secrets.operatorToken}` },
      accept: body => JSON.parse(body).totalItems > 0,
    },
  );
}

function printTable({ options, postgresPort }: ServerContext): void {
  const portal = options.dev ? 3000 : options.port;
  const rows = [
    ['Portal', `http://localhost:${portal}`],
    ['Example app plane', `http://localhost:${options.appPlanePort}`],
    [
      'PostgreSQL',
      `127.0.0.1:${postgresPort}, data in ${dataPath('postgres')}`,
    ],
    ['Engine', 'embedded, inside the portal: the only one yet'],
    ['Operator token', dataPath('operator-token')],
    ['Logs', dataPath('logs')],
  ];
  console.log('\nAnanta is running; anybody at this machine may sign in.\n');
  for (const [name, value] of rows) {
    console.log(`  ${name.padEnd(18)} ${value}`);
  }
  console.log('\nCtrl-C stops everything; the data stays.');
}

let stopping: Promise<void> | undefined;

/** Stops everything, last started first; a second call waits for the first. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const { stop } of running) {
      await stop();
    }
    forgetRun();
  })();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    console.log('\nStopping …');
    await stopAll();
    process.exit(0);
  });
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(HELP);
  } else if (!options.reset || (await resetBefore(options))) {
    await start(options);
  }
} catch (error) {
  if (!stopping) {
    console.error(
      error instanceof UsageError
        ? error.message
        : `Ananta stops: ${(error as Error).message}\nLogs are in ${dataPath('logs')}`,
    );
    await stopAll();
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}

async function resetBefore(options: StartOptions): Promise<boolean> {
  await takeOver();
  return resetData(options);
}
