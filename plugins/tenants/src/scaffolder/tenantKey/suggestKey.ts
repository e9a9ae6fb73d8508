import { TENANT_KEY_MAX_LENGTH } from '@ananta/backstage-plugin-tenants-common';

/** A key made from a company's name, or nothing when no letter is left of it. */
export function suggestKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, TENANT_KEY_MAX_LENGTH)
    .replace(/-$/, '');
}
