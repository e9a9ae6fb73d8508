import type { CallContext } from './context';

export type MemberRole = 'owner' | 'admin' | 'member' | 'viewer';

/** What a tenant's realm is made from. */
export interface RealmSpec {
  /** `tenant-{key}`; at most 36 characters. */
  name: string;
  displayName: string;
  tenantId: string;
}

export interface OwnerSpec {
  realm: string;
  tenantId: string;
  email: string;
  firstName: string;
  lastName: string;
}

export interface IdentityInventory {
  realms: Array<{ name: string; tenantId: string }>;
  users: Array<{ realm: string; id: string; tenantId: string }>;
}

/**
 * Where a tenant's people sign in. Every act is idempotent, adopts what carries
 * our `tenantId` mark, and refuses with a `final` `PortError` (`foreign_realm`)
 * what exists without it; that is never changed or removed.
 */
export interface IdentityProvider {
  /** Name in resource rows, such as `embedded`. */
  readonly provider: string;
  /** Creates or completes the realm with its roles. */
  ensureRealm(spec: RealmSpec, ctx: CallContext): Promise<{ realmId: string }>;
  /** Removes the realm and everything in it; a missing one is fine. */
  removeRealm(
    realm: { name: string; tenantId: string },
    ctx: CallContext,
  ): Promise<void>;
  /** Creates or completes the owner; sends nothing. */
  ensureOwner(spec: OwnerSpec, ctx: CallContext): Promise<{ userId: string }>;
  /** Removes the owner; a missing user or realm is fine. */
  removeOwner(
    owner: { realm: string; tenantId: string; email: string },
    ctx: CallContext,
  ): Promise<void>;
  /** What exists, by our mark; for inventories and undo. */
  inventory(tenantId?: string): Promise<IdentityInventory>;
}
