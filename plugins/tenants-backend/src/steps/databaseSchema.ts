import { randomBytes } from 'node:crypto';
import type {
  SecretStore,
  TenantDatabase,
} from '@ananta/backstage-plugin-tenants-node';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import { schemaNameOf } from './names';
import type { OutsideStep } from './types';

const PASSWORD_BYTES = 24;

/** Schema, role and tables of the tenant's own, and the role's password. */
export function databaseSchema(
  database: TenantDatabase,
  secrets: SecretStore,
): OutsideStep {
  return {
    id: 'database.schema',
    title: 'Create the database schema',
    undoTitle: 'Drop the database schema',
    giveUpAfterMs: 5 * 60_000,
    local: false,
    port: 'database',
    leavesTraces: true,
    resources: ({ tenant }) => [
      {
        type: 'secret',
        provider: secrets.provider,
        intendedName: passwordPathOf(tenant),
      },
      {
        type: 'schema',
        provider: database.provider,
        intendedName: schemaNameOf(tenant),
      },
    ],
    async do({ tenant }, call) {
      const { ref } = await secrets.putOnce(
        passwordPathOf(tenant),
        () => randomBytes(PASSWORD_BYTES).toString('base64url'),
        call,
      );
      call.signal.throwIfAborted();
      const { schema } = await database.ensureSchema(
        { key: tenant.key, tenantId: tenant.id, passwordRef: ref },
        call,
      );
      return { externalIds: { secret: ref, schema } };
    },
    async undo({ tenant }, call) {
      await database.removeSchema(
        { key: tenant.key, tenantId: tenant.id },
        call,
      );
      await secrets.removeAll(secretsPathOf(tenant), call);
    },
  };
}

function secretsPathOf(tenant: Tenant): string {
  return `tenants/${tenant.id}/database`;
}

function passwordPathOf(tenant: Tenant): string {
  return `${secretsPathOf(tenant)}/password`;
}
