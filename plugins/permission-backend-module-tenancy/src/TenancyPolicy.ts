import type { Config } from '@backstage/config';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { GRANTS, readRoleGroups, type Role } from './roles';

/**
 * Decides by role alone: everybody with a role reads everything, `ops` also
 * changes everything, the others change what their list names. Whoever has no
 * role is refused; a permission that nobody thought of is left to `ops`.
 */
export class TenancyPolicy implements PermissionPolicy {
  static create(options: { config: Config }): TenancyPolicy {
    return new TenancyPolicy(readRoleGroups(options.config));
  }

  private constructor(
    private readonly rolesByGroup: ReadonlyMap<string, ReadonlySet<Role>>,
  ) {}

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const allowed = this.rolesOf(user).some(role =>
      mayUse(role, request.permission),
    );
    return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }

  private rolesOf(user: PolicyQueryUser | undefined): Role[] {
    const refs = user?.info.ownershipEntityRefs ?? [];
    return refs.flatMap(ref => [...(this.rolesByGroup.get(ref) ?? [])]);
  }
}

function mayUse(role: Role, permission: Permission): boolean {
  return (
    role === 'ops' ||
    permission.attributes.action === 'read' ||
    GRANTS[role].has(permission.name)
  );
}
