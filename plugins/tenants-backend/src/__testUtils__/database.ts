import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { newId } from '@ananta/database';
import type { Knex } from 'knex';
import type { NewTenant } from '../tenants';

/** Where knex finds this plugin's migrations. */
export const migrations = {
  directory: resolvePackagePath(
    '@ananta/backstage-plugin-tenants-backend',
    'migrations',
  ),
};

/** Empty databases on a real PostgreSQL, one a call; for the length of a test file. */
export function usePostgres(): () => Promise<Knex> {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  return () => databases.init('POSTGRES_18' as TestDatabaseId);
}

/** A tenant as the service would write it. */
export function aTenant(change: Partial<NewTenant> = {}): NewTenant {
  const key = change.key ?? `t${newId().slice(-12)}`;
  return {
    id: newId(),
    key,
    name: `Tenant ${key}`,
    status: 'provisioning',
    tenancyModel: 'bridge',
    region: 'local',
    planKey: 'basic',
    planVersion: 1,
    interval: 'month',
    ownerRef: 'group:default/engineers',
    appPlane: 'components-platform',
    domains: [],
    contacts: [
      {
        kind: 'owner',
        email: `owner@${key}.test`,
        firstName: 'Olga',
        lastName: 'Owner',
        primary: true,
      },
    ],
    limits: { maxUsers: 5, maxStorageGb: null },
    features: { sso: false },
    branding: {},
    labels: {},
    ...change,
  };
}
