import type { CallContext } from './context';

/**
 * Keeps what steps mint. Values never stand in rows, events, logs or answers;
 * only the reference `store:<path>` does.
 *
 * Steps hand in their context: once a run has removed a path, a late `putOnce`
 * of that run at or below it is a `final` `gone`.
 */
export interface SecretStore {
  readonly provider: string;
  /**
   * Stores a value under a path such as `tenants/<id>/database/password`.
   * A path that has a value keeps it, so that a repeated step mints once.
   *
   * @throws PortError `final` `invalid_path` for anything but segments of
   *   letters, digits, `-` and `_`
   */
  putOnce(
    path: string,
    value: () => string,
    ctx?: CallContext,
  ): Promise<{ ref: string }>;
  /** @throws NotFoundError when nothing is stored there */
  get(ref: string): Promise<string>;
  /** Replaces the value. @throws NotFoundError when nothing is stored there */
  rotate(ref: string, value: string): Promise<void>;
  /** Removes a path and everything below it; nothing there is fine. */
  removeAll(pathPrefix: string, ctx?: CallContext): Promise<void>;
  /** The path, if it has a value, and those below it; never values. */
  list(pathPrefix: string): Promise<string[]>;
}
