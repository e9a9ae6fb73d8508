import type { Entity } from '@backstage/catalog-model';

/** One thing of ours as the catalog has to show it, or not to show it. */
export interface Projection {
  entity: Entity;
  visible: boolean;
}

/** Where a provider reads one kind of entity. */
export interface ProjectionSource {
  /** Lower-case plural of the kind; part of the provider's name. */
  readonly name: string;
  /** Topic of change hints, whose payload is `{id}`. */
  readonly topic: string;
  /** Everything there is; throws when any part of it can't be read. */
  readAll(): AsyncIterable<Projection>;
  /** Absent where there is so little that everything is read each time. */
  readonly changes?: {
    /** `undefined` when there is nothing of that id. */
    readOne(id: string): Promise<Projection | undefined>;
    /** What changed at or after an instant. */
    readSince(instant: Date): AsyncIterable<Projection>;
  };
}
