import type { Contact, Tenant } from '@ananta/backstage-plugin-tenants-common';

/** Name of a tenant's own realm. */
export function realmNameOf(tenant: Pick<Tenant, 'key'>): string {
  return `tenant-${tenant.key}`;
}

/** Name of a tenant's own schema. */
export function schemaNameOf(tenant: Pick<Tenant, 'key'>): string {
  return `tenant_${tenant.key.replaceAll('-', '_')}`;
}

/** @throws Error when a tenant has no owner, which its creation rules out */
export function ownerOf(tenant: Pick<Tenant, 'key' | 'contacts'>): Contact {
  const owner = tenant.contacts.find(contact => contact.kind === 'owner');
  if (!owner) {
    throw new Error(`The tenant ${tenant.key} has no owner`);
  }
  return owner;
}
