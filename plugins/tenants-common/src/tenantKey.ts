/** Longest key, in characters; `tenant-` and a key together fit a realm name. */
export const TENANT_KEY_MAX_LENGTH = 31;

/** A DNS label without doubled, leading or trailing hyphens; 2 to 31 characters. */
export const TENANT_KEY_PATTERN = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,30}$/;

/** Keys that would pass for a part of the product or of a mail or name server. */
export const RESERVED_TENANT_KEYS: ReadonlySet<string> = new Set([
  'abuse',
  'account',
  'accounts',
  'admin',
  'administrator',
  'ananta',
  'api',
  'app',
  'apps',
  'assets',
  'auth',
  'autoconfig',
  'autodiscover',
  'billing',
  'cdn',
  'console',
  'dashboard',
  'docs',
  'ftp',
  'help',
  'hostmaster',
  'imap',
  'internal',
  'localhost',
  'login',
  'logout',
  'mail',
  'master',
  'mx',
  'no-reply',
  'noreply',
  'ns',
  'ns1',
  'ns2',
  'oauth',
  'pg',
  'pop',
  'portal',
  'postgres',
  'postmaster',
  'public',
  'root',
  'security',
  'signin',
  'signup',
  'smtp',
  'sso',
  'staff',
  'static',
  'status',
  'support',
  'system',
  'webhooks',
  'webmail',
  'webmaster',
  'www',
]);

/** What is wrong with a key, whoever else may own it. */
export interface TenantKeyProblem {
  state: 'malformed' | 'reserved';
  /** A sentence for people. */
  reason: string;
}

/** The problem with a key, or nothing when it may be asked for. */
export function findTenantKeyProblem(
  key: string,
): TenantKeyProblem | undefined {
  if (!TENANT_KEY_PATTERN.test(key)) {
    return {
      state: 'malformed',
      reason:
        'A key has 2 to 31 characters: lower-case letters, digits and single ' +
        'hyphens between them, starting with a letter',
    };
  }
  if (RESERVED_TENANT_KEYS.has(key)) {
    return { state: 'reserved', reason: `The key '${key}' is reserved` };
  }
  return undefined;
}
