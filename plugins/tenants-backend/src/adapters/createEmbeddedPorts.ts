import { readFileSync } from 'node:fs';
import {
  resolvePackagePath,
  type LifecycleService,
  type LoggerService,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import type { TenancyPorts } from '@ananta/backstage-plugin-tenants-node';
import type { Knex } from 'knex';
import { HttpAppPlane } from './appPlane/HttpAppPlane';
import { readAppPlanes } from './appPlane/readAppPlanes';
import { DatabaseIdentityProvider } from './identity/DatabaseIdentityProvider';
import { createTenantsPool } from './schemas/createTenantsPool';
import { SchemaTenantDatabase } from './schemas/SchemaTenantDatabase';
import { loadSchemaTemplate } from './schemas/template';
import { DatabaseSecretStore } from './secrets/DatabaseSecretStore';

const PACKAGE = '@ananta/backstage-plugin-tenants-backend';
const DATABASE = 'ananta.tenants.database';

/**
 * The adapters that work on one machine without anything else. Nothing is
 * connected to before the first act; the pool on the tenants' database ends
 * with the plugin.
 *
 * @param options - `db` is the plugin's own database, with its migrations done
 * @throws when a required key of the configuration is missing
 */
export function createEmbeddedPorts(options: {
  db: Knex;
  config: RootConfigService;
  logger: LoggerService;
  lifecycle: LifecycleService;
}): TenancyPorts {
  const { db, config, logger, lifecycle } = options;
  const secrets = DatabaseSecretStore.create({
    db,
    keyFile: config.getString('ananta.secrets.keyFile'),
  });
  const ownerRole = config.getString(`${DATABASE}.ownerRole`);
  const tenantsPool = createTenantsPool({
    connection: config.get<string | object>(`${DATABASE}.connection`),
    ownerRole,
    logger,
  });
  lifecycle.addShutdownHook(() => tenantsPool.destroy());
  return {
    identity: DatabaseIdentityProvider.create({ db }),
    database: SchemaTenantDatabase.create({
      db: tenantsPool,
      ownerRole,
      loginRole:
        config.getOptionalString(`${DATABASE}.loginRole`) ??
        'ananta_tenant_login',
      secrets,
      template: loadSchemaTemplate(
        resolvePackagePath(PACKAGE, 'templates/tenant-schema'),
      ),
      registrySql: readFileSync(
        resolvePackagePath(PACKAGE, 'templates/tenant-registry.sql'),
        'utf8',
      ),
    }),
    secrets,
    appPlane: HttpAppPlane.create({ endpoints: readAppPlanes(config) }),
  };
}
