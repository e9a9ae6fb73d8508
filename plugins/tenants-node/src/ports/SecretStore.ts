/**
 * Keeps what steps mint. Values never stand in rows, events, logs or answers;
 * only the reference `store:<path>` does.
 */
export interface SecretStore {
  readonly provider: string;
  /**
   * Stores a value under a path such as `tenants/<id>/database/password`.
   * A path that has a value keeps it, so that a repeated step mints once.
   */
  putOnce(path: string, value: () => string): Promise<{ ref: string }>;
  /** @throws NotFoundError when nothing is stored there */
  get(ref: string): Promise<string>;
  /** Replaces the value. @throws NotFoundError when nothing is stored there */
  rotate(ref: string, value: string): Promise<void>;
  /** Removes everything below a path; nothing there is fine. */
  removeAll(pathPrefix: string): Promise<void>;
  /** Paths below a prefix, never values. */
  list(pathPrefix: string): Promise<string[]>;
}
