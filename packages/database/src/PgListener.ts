import type {
  LoggerService,
  RootConfigService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { Client, escapeIdentifier, type ClientConfig } from 'pg';
import { readConnection } from './connection';

/**
 * Called with the payload of each notification; and without one when listening
 * begins, or begins again after the connection was lost: what came before may
 * have been missed, so look for yourself.
 */
export type NotificationHandler = (payload?: string) => void;

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 3_000;

/**
 * Listens to PostgreSQL's notifications for the whole process, over one
 * connection of its own. Connects when somebody first listens, and again
 * whenever the connection is lost.
 */
export class PgListener {
  private readonly handlers = new Map<string, Set<NotificationHandler>>();
  private client: Client | undefined;
  private connected = false;
  private retryTimer: NodeJS.Timeout | undefined;
  private retryDelay = FIRST_RETRY_MS;
  private closed = false;

  static create(options: {
    config: RootConfigService;
    logger: LoggerService;
    lifecycle: RootLifecycleService;
  }): PgListener {
    const listener = new PgListener(
      readConnection(options.config),
      options.logger,
    );
    options.lifecycle.addShutdownHook(() => listener.close());
    return listener;
  }

  private constructor(
    private readonly connection: ClientConfig,
    private readonly logger: LoggerService,
  ) {}

  /** Calls `handler` on each notification of `channel` until the returned function is called. */
  subscribe(channel: string, handler: NotificationHandler): () => void {
    const handlers = this.handlers.get(channel) ?? new Set();
    this.handlers.set(channel, handlers.add(handler));
    if (this.connected) {
      void this.listen(channel, [handler]);
    } else {
      this.connect();
    }
    return () => {
      handlers.delete(handler);
      if (handlers.size === 0 && this.handlers.get(channel) === handlers) {
        this.handlers.delete(channel);
        void this.run(`UNLISTEN ${escapeIdentifier(channel)}`);
      }
    };
  }

  /** Stops listening, for good. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retryTimer);
    this.handlers.clear();
    const client = this.client;
    this.client = undefined;
    this.connected = false;
    await client?.end().catch(() => {});
  }

  private connect(): void {
    if (this.client || this.closed) {
      return;
    }
    clearTimeout(this.retryTimer);
    const client = new Client({
      ...this.connection,
      application_name: 'ananta-listener',
      keepAlive: true,
    });
    this.client = client;
    client.on('error', error => this.lose(client, error));
    client.on('end', () => this.lose(client, new Error('it was closed')));
    client.on('notification', ({ channel, payload }) => {
      this.handlers.get(channel)?.forEach(handler => handler(payload ?? ''));
    });
    client.connect().then(
      () => this.start(client),
      error => this.lose(client, error),
    );
  }

  private async start(client: Client): Promise<void> {
    if (this.client !== client) {
      return;
    }
    this.connected = true;
    this.retryDelay = FIRST_RETRY_MS;
    await Promise.all(
      [...this.handlers].map(([channel, handlers]) =>
        this.listen(channel, handlers),
      ),
    );
  }

  private async listen(
    channel: string,
    handlers: Iterable<NotificationHandler>,
  ): Promise<void> {
    if (await this.run(`LISTEN ${escapeIdentifier(channel)}`)) {
      [...handlers].forEach(handler => handler());
    }
  }

  /** False when the connection is lost, after which everything is listened to anew. */
  private async run(sql: string): Promise<boolean> {
    const client = this.client;
    try {
      await client?.query(sql);
      return client !== undefined;
    } catch (error) {
      if (client) {
        this.lose(client, error as Error);
      }
      return false;
    }
  }

  private lose(client: Client, error: Error): void {
    if (this.client !== client || this.closed) {
      return;
    }
    this.client = undefined;
    this.connected = false;
    client.end().catch(() => {});
    this.logger.warn(
      `Lost the connection that listens to PostgreSQL, trying again in ${this.retryDelay} ms: ${error.message}`,
    );
    this.retryTimer = setTimeout(() => this.connect(), this.retryDelay);
    this.retryTimer.unref();
    this.retryDelay = Math.min(this.retryDelay * 2, LAST_RETRY_MS);
  }
}
