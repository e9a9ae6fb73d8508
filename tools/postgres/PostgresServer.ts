import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { Child } from '../lib/Child.ts';
import { commandLineOf, endProcess } from '../lib/processes.ts';
import { accountForServer, type Account } from './account.ts';
import { findBinaries } from './binaries.ts';
import { prepareHome, type ServerHome } from './home.ts';

export interface PostgresOptions {
  /** Kept from run to run; made at the first. */
  dataFolder: string;
  port: number;
  superuserPassword: string;
  logFile: string;
  /** More `name=value` settings of the server. */
  settings?: string[];
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
];

/** How long a server may take to recover from a crash and let somebody in. */
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;
const START_ATTEMPTS = 10;

/** A real PostgreSQL server on a loopback port, whose data stays. */
export class PostgresServer {
  /**
   * Starts the server and returns when it lets the superuser in. One that a
   * killed run left behind on the same data is stopped first.
   */
  static async start(options: PostgresOptions): Promise<PostgresServer> {
    const account = accountForServer();
    const home = prepareHome(options.dataFolder, await findBinaries(), account);
    await stopOrphan(home.dataFolder);
    if (!existsSync(join(home.dataFolder, 'PG_VERSION'))) {
      await initialise(home, account, options.superuserPassword);
    }
    for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
      const child = spawnServer(home, account, options);
      const server = new PostgresServer(child, options);
      if (await server.isReady()) {
        return server;
      }
      await server.stop();
      // Backends of a killed server hold its shared memory for a moment.
      await pause(500);
    }
    throw new Error(`PostgreSQL does not start; see ${options.logFile}`);
  }

  readonly child: Child;
  private readonly options: PostgresOptions;

  private constructor(child: Child, options: PostgresOptions) {
    this.child = child;
    this.options = options;
  }

  get port(): number {
    return this.options.port;
  }

  /** Runs a function with a superuser's connection. */
  async asSuperuser<T>(
    database: string,
    fn: (client: pg.Client) => Promise<T>,
  ): Promise<T> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: this.options.port,
      user: 'postgres',
      password: this.options.superuserPassword,
      database,
    });
    await client.connect();
    try {
      return await fn(client);
    } finally {
      await client.end();
    }
  }

  /** Disconnects everybody and ends with a clean data folder. */
  async stop(): Promise<void> {
    await this.child.stop('SIGINT', STOP_WITHIN_MS);
  }

  private async isReady(): Promise<boolean> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (this.child.isRunning && Date.now() < deadline) {
      try {
        await this.asSuperuser('postgres', client => client.query('SELECT 1'));
        return true;
      } catch {
        await pause(100);
      }
    }
    return false;
  }
}

function spawnServer(
  home: ServerHome,
  account: Account,
  options: PostgresOptions,
): Child {
  const settings = [...SETTINGS, ...(options.settings ?? [])];
  return Child.start({
    name: 'postgres',
    command: home.binaries.postgres,
    args: [
      '-D',
      home.dataFolder,
      '-p',
      String(options.port),
      ...settings.flatMap(setting => ['-c', setting]),
    ],
    cwd: home.dataFolder,
    env: { ...process.env, LC_ALL: 'C' },
    logFile: options.logFile,
    ...account,
  });
}

/** Made beside its place and moved there whole, so that a kill leaves no half. */
async function initialise(
  home: ServerHome,
  account: Account,
  superuserPassword: string,
): Promise<void> {
  const half = `${home.dataFolder}.new`;
  const passwordFolder = mkdtempSync(join(tmpdir(), 'ananta-'));
  const passwordFile = join(passwordFolder, 'password');
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const path of [half, passwordFolder, passwordFile]) {
      chownSync(path, account.uid, account.gid);
    }
  }
  try {
    await promisify(execFile)(
      home.binaries.initdb,
      [
        `--pgdata=${half}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...account, cwd: half, env: { ...process.env, LC_ALL: 'C' } },
    );
  } finally {
    rmSync(passwordFolder, { recursive: true });
  }
  renameSync(half, home.dataFolder);
}

/**
 * Stops the server that `postmaster.pid` names, when its command line says that
 * it serves this very folder; a stranger who got the number is left alone.
 */
async function stopOrphan(dataFolder: string): Promise<void> {
  const pidFile = join(dataFolder, 'postmaster.pid');
  if (!existsSync(pidFile)) {
    return;
  }
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (commandLineOf(pid).includes(`-D ${dataFolder} `)) {
    await endProcess(pid, 'SIGINT', STOP_WITHIN_MS);
  }
  rmSync(pidFile, { force: true });
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
