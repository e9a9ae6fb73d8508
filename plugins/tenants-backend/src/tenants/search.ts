import type { Tenant } from '@ananta/backstage-plugin-tenants-common';

/** What the list's free-text search looks through, in lower case. */
export function searchTextOf(
  tenant: Pick<Tenant, 'key' | 'name' | 'domains' | 'contacts' | 'labels'>,
): string {
  return [
    tenant.key,
    tenant.name,
    ...tenant.domains,
    ...tenant.contacts.map(
      contact => `${contact.email} ${contact.firstName} ${contact.lastName}`,
    ),
    ...Object.entries(tenant.labels).map(([name, value]) => `${name}=${value}`),
  ]
    .join('\n')
    .toLowerCase();
}

/** A LIKE pattern for a part of the search text, in any case. */
export function searchPattern(part: string): string {
  return `%${part
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
}
