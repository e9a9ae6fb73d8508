import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Who acts, as audit trail and rows name them: `user:default/x`, `plugin:x` or `external:x`. */
export function actorOf(credentials: BackstageCredentials): string {
  throw new Error(`Not written yet: ${credentials.$$type}`);
}
