import type { CallContext } from './context';

export type MemberRole = 'owner' | 'admin' | 'member' | 'viewer';

/** What a tenant's realm is made from. */
export interface RealmSpec {
  /** `tenant-{key}`; at most 38 characters. */
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
 * Where a tenant's people sign in. Every act is idempotent and adopts what
 * carries our `tenantId` mark. What exists without it is never changed or
 * removed: `ensure…` refuses it with a `final` `PortError` (`foreign_realm`),
 * `remove…` takes ours for missing. Once a run has removed something, a late
 * `ensure…` of that run or of the one that made it is a `final` `gone`.
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
