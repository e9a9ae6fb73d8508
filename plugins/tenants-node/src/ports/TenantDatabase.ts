import type { CallContext } from './context';

export interface SchemaSpec {
  /** The tenant's key; schema and role names derive from it. */
  key: string;
  tenantId: string;
}

export interface TenantDatabaseInventory {
  schemas: Array<{ name: string; tenantId: string; templateVersion: number }>;
  roles: string[];
}

/**
 * Where a tenant's own data lies. One schema and one login role a tenant, with
 * rights on nothing else; made in one transaction from a versioned template.
 * What doesn't carry our mark is never changed or removed, and once a run has
 * removed a schema, a late `ensureSchema` of that run or of the one that made
 * it is a `final` `gone`.
 */
export interface TenantDatabase {
  readonly provider: string;
  /**
   * Creates schema, role and tables, or adopts what carries our mark.
   *
   * @param passwordRef - where the role's password lies in the `SecretStore`
   * @throws PortError `final` `foreign_schema` when a schema or role of that name is not ours
   */
  ensureSchema(
    spec: SchemaSpec & { passwordRef: string },
    ctx: CallContext,
  ): Promise<{ schema: string; role: string; templateVersion: number }>;
  /** Drops schema and role when they are ours; missing ones are fine. */
  removeSchema(spec: SchemaSpec, ctx: CallContext): Promise<void>;
  inventory(tenantId?: string): Promise<TenantDatabaseInventory>;
}
