import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Runs one migration of this package, up or down. */
export async function runMigration(
  db: Knex,
  name: string,
  direction: 'up' | 'down' = 'up',
): Promise<void> {
  const path = resolvePackagePath(
    '@ananta/backstage-plugin-tenants-backend',
    'migrations',
    name,
  );
  await require(path)[direction](db);
}
