import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Projection, ProjectionSource } from './ProjectionSource';

/** Longer than any transaction, clock skew and hint that comes out of order. */
const OVERLAP_MS = 120_000;
const HINTS_AT_ONCE = 20;

/**
 * Keeps one kind of entity equal to its source. A hint has its one thing reread
 * at once; a poll finds what no hint told; a full reconcile, at start and twice
 * a day, also finds what is gone.
 */
export class ProjectionEntityProvider implements EntityProvider {
  static create(options: {
    source: ProjectionSource;
    events: EventsService;
    scheduler: SchedulerService;
    logger: LoggerService;
  }): ProjectionEntityProvider {
    return new ProjectionEntityProvider(
      options.source,
      options.events,
      options.scheduler,
      options.logger.child({ source: options.source.name }),
    );
  }

  private readonly hinted = new Set<string>();
  private tail: Promise<unknown> = Promise.resolve();
  private readUpTo: Date | undefined;

  private constructor(
    private readonly source: ProjectionSource,
    private readonly events: EventsService,
    private readonly scheduler: SchedulerService,
    private readonly logger: LoggerService,
  ) {}

  getProviderName(): string {
    return `ananta-${this.source.name}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.events.subscribe({
      id: this.getProviderName(),
      topics: [this.source.topic],
      onEvent: ({ eventPayload }) => this.onHint(connection, eventPayload),
    });
    await this.scheduler.scheduleTask({
      id: `${this.getProviderName()}-poll`,
      scope: 'local',
      frequency: { seconds: 30 },
      timeout: { minutes: 10 },
      fn: () => this.oneByOne(() => this.poll(connection)),
    });
    await this.scheduler.scheduleTask({
      id: `${this.getProviderName()}-reconcile`,
      scope: 'local',
      frequency: { hours: 12 },
      initialDelay: { hours: 12 },
      timeout: { minutes: 30 },
      fn: () => this.oneByOne(() => this.reconcile(connection)),
    });
  }

  /** A hint that fails costs nothing but time: the next poll finds the change. */
  private async onHint(connection: EntityProviderConnection, payload: unknown) {
    const id = (payload as { id?: unknown } | undefined)?.id;
    if (typeof id !== 'string') {
      this.logger.warn('Ignored a change hint without an id');
      return;
    }
    this.hinted.add(id);
    try {
      await this.oneByOne(() => this.applyHints(connection));
    } catch (error) {
      this.logger.warn('A change hint could not be applied', error as Error);
    }
  }

  /** Hints that came while another read was going on share one mutation. */
  private async applyHints(connection: EntityProviderConnection) {
    const { changes } = this.source;
    const ids = [...this.hinted].slice(0, HINTS_AT_ONCE);
    ids.forEach(id => this.hinted.delete(id));
    if (!ids.length) {
      return;
    }
    if (!changes) {
      await this.reconcile(connection);
      return;
    }
    const found = await Promise.all(ids.map(id => changes.readOne(id)));
    await this.applyChanges(
      connection,
      found.filter(projection => projection !== undefined),
    );
  }

  private async poll(connection: EntityProviderConnection) {
    const { changes } = this.source;
    if (!changes || !this.readUpTo) {
      await this.reconcile(connection);
      return;
    }
    const startedAt = new Date();
    const since = new Date(this.readUpTo.getTime() - OVERLAP_MS);
    await this.applyChanges(
      connection,
      await collect(changes.readSince(since)),
    );
    this.readUpTo = startedAt;
  }

  /** Nothing is taken away unless everything could be read. */
  private async reconcile(connection: EntityProviderConnection) {
    const startedAt = new Date();
    const projections = await collect(this.source.readAll());
    await connection.applyMutation({
      type: 'full',
      entities: projections
        .filter(({ visible }) => visible)
        .map(projection => this.toDeferred(projection)),
    });
    this.readUpTo = startedAt;
  }

  private async applyChanges(
    connection: EntityProviderConnection,
    projections: Projection[],
  ) {
    if (!projections.length) {
      return;
    }
    await connection.applyMutation({
      type: 'delta',
      added: projections
        .filter(({ visible }) => visible)
        .map(projection => this.toDeferred(projection)),
      removed: projections
        .filter(({ visible }) => !visible)
        .map(({ entity }) => ({
          entityRef: stringifyEntityRef(entity),
          locationKey: this.getProviderName(),
        })),
    });
  }

  private toDeferred({ entity }: Projection): DeferredEntity {
    return { entity, locationKey: this.getProviderName() };
  }

  /** A read never writes over what a later one has already brought. */
  private oneByOne<T>(act: () => Promise<T>): Promise<T> {
    const result = this.tail.then(act);
    this.tail = result.catch(() => undefined);
    return result;
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) {
    collected.push(item);
  }
  return collected;
}
