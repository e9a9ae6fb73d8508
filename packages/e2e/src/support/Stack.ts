import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Child } from '../../../../tools/lib/Child.ts';
import { ROOT } from '../../../../tools/lib/paths.ts';
import { findFreePort } from '../../../../tools/lib/ports.ts';
import { waitFor } from '../../../../tools/lib/ready.ts';
import { readSecrets, type Secrets } from '../../../../tools/lib/secrets.ts';
import { prepareDatabases } from '../../../../tools/postgres/databases.ts';
import { createTemporaryHome } from '../../../../tools/postgres/home.ts';
import { PostgresServer } from '../../../../tools/postgres/PostgresServer.ts';
import { FaultProxy } from './FaultProxy.ts';
import { StaffApi } from './StaffApi.ts';

export interface StackOptions {
  /** First of the ports that the stack looks for free ones from. */
  firstPort: number;
  /** How much later than the app plane a `late` answer comes. */
  lateByMs?: number;
  /** `slim` has tenants and billing only, `portal` is the whole portal; or a file of one's own. */
  host?: 'slim' | 'portal' | { file: string };
  /** Configuration laid over app-config.yaml; the shorter patience by default. */
  config?: string[];
  /** Settings of PostgreSQL; without fsync by default. */
  settings?: string[];
  /** More environment of the backend process. */
  env?: Record<string, string>;
}

/**
 * One complete installation of its own: PostgreSQL, example app plane behind a
 * proxy that can make faults, and a backend process that can be killed.
 */
export class Stack {
  static async create(options: StackOptions): Promise<Stack> {
    const folder = createTemporaryHome('ananta-e2e-');
    chmodSync(folder, 0o711);
    const secrets = readSecrets(folder);
    const stack = new Stack(folder, secrets, options);
    await stack.startPostgres();
    await prepareDatabases(stack.postgres, secrets);
    await stack.#startAppPlane();
    return stack;
  }

  readonly folder: string;
  readonly secrets: Secrets;
  postgres!: PostgresServer;
  proxy!: FaultProxy;
  api!: StaffApi;
  host?: Child;
  readonly #options: StackOptions;
  #appPlane?: Child;
  #postgresPort = 0;
  #hostPort = 0;

  private constructor(folder: string, secrets: Secrets, options: StackOptions) {
    this.folder = folder;
    this.secrets = secrets;
    this.#options = options;
  }

  async startPostgres(): Promise<void> {
    this.#postgresPort ||= await findFreePort(this.#options.firstPort);
    this.postgres = await PostgresServer.start({
      dataFolder: join(this.folder, 'postgres'),
      port: this.#postgresPort,
      superuserPassword: this.secrets.postgresSuperuser,
      logFile: join(this.folder, 'postgres.log'),
      settings: this.#options.settings ?? ['fsync=off'],
    });
  }

  async #startAppPlane(): Promise<void> {
    const port = await findFreePort(this.#postgresPort + 1);
    this.#appPlane = Child.start({
      name: 'app plane',
      command: process.execPath,
      args: [join(ROOT, 'examples/app-plane/src/main.ts')],
      cwd: join(ROOT, 'examples/app-plane'),
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: String(port),
        APP_PLANE_DATABASE_URL: this.#url('app_plane'),
        APP_PLANE_TOKEN: this.secrets.appPlaneToken,
        APP_PLANE_SIGNING_SECRET: this.secrets.appPlaneSigning,
      },
      logFile: join(this.folder, 'app-plane.log'),
    });
    await waitFor(this.#appPlane, `http://127.0.0.1:${port}/healthz`);
    this.proxy = await FaultProxy.create(`http://127.0.0.1:${port}`, {
      lateByMs: this.#options.lateByMs ?? 4_000,
    });
  }

  /** Starts the backend and waits until it answers. */
  async startHost(): Promise<void> {
    this.#hostPort ||= await findFreePort(this.#postgresPort + 2);
    this.host = this.startProcess(
      'backend',
      hostFile(this.#options.host ?? 'slim'),
      this.#options.env,
    );
    this.api = new StaffApi(this.origin, this.secrets.operatorToken);
    await waitFor(
      this.host,
      `${this.origin}/.backstage/health/v1/readiness`,
    ).catch(error => {
      throw new Error(`${error.message}\n${this.#lastLines('backend.log')}`);
    });
  }

  /** Starts a TypeScript file of the backend's kind with the installation's configuration. */
  startProcess(
    name: string,
    file: string,
    env: Record<string, string> = {},
  ): Child {
    const configs = this.#options.config ?? [
      join(ROOT, 'packages/e2e/host/app-config.faults.yaml'),
    ];
    return Child.start({
      name,
      command: process.execPath,
      args: [
        '--require',
        join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
        file,
        ...[join(ROOT, 'app-config.yaml'), ...configs].flatMap(file => [
          '--config',
          file,
        ]),
      ],
      cwd: join(ROOT, 'packages/backend'),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        ANANTA_PORT: String(this.#hostPort),
        ANANTA_APP_PLANE_PORT: new URL(this.proxy.url).port,
        ANANTA_POSTGRES_PORT: String(this.#postgresPort),
        ANANTA_POSTGRES_PASSWORD: this.secrets.portalDatabase,
        ANANTA_PROVISIONER_PASSWORD: this.secrets.provisionerDatabase,
        ANANTA_OPERATOR_TOKEN: this.secrets.operatorToken,
        ANANTA_SECRETS_KEY_FILE: join(this.folder, 'secret-store.key'),
        ANANTA_APP_PLANE_TOKEN: this.secrets.appPlaneToken,
        ANANTA_APP_PLANE_SIGNING_SECRET: this.secrets.appPlaneSigning,
        ...env,
      },
      logFile: join(this.folder, `${name}.log`),
    });
  }
  get origin(): string {
    return `http://localhost:${this.#hostPort}`;
  }

  /** SIGKILL, and nothing else. */
  async killHost(): Promise<void> {
    await this.host?.stop('SIGKILL', 0);
  }

  async restartPostgres(): Promise<void> {
    await this.postgres.stop();
    await this.startPostgres();
  }

  /** A superuser's connection, for looking and for making faults. */
  async connect(database: string): Promise<pg.Client> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: this.#postgresPort,
      user: 'postgres',
      password: this.secrets.postgresSuperuser,
      database,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async stop(): Promise<void> {
    await this.host?.stop('SIGTERM', 10_000);
    await this.proxy?.close();
    await this.#appPlane?.stop('SIGTERM', 5_000);
    await this.postgres?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #lastLines(logFile: string): string {
    const log = readFileSync(join(this.folder, logFile), 'utf8')
      .split('\n')
      .filter(line => !line.includes('"incomingRequest"'));
    return log.slice(-20).join('\n').slice(-4_000);
  }

  #url(login: 'app_plane'): string {
    return `postgres://${login}:${this.secrets.appPlaneDatabase}@127.0.0.1:${this.#postgresPort}/${login}`;
  }
}

function hostFile(host: NonNullable<StackOptions['host']>): string {
  if (typeof host === 'object') {
    return host.file;
  }
  return join(
    ROOT,
    host === 'portal'
      ? 'packages/backend/src/index.ts'
      : 'packages/e2e/host/slim.ts',
  );
}
