import type { Config } from '@backstage/config';
import {
  runCancelPermission,
  runRetryPermission,
  tenantCreatePermission,
  tenantUpdatePermission,
} from '@ananta/backstage-plugin-tenants-common';
import { subscriptionProvisionPermission } from '@ananta/backstage-plugin-billing-common';

export const ROLES = ['ops', 'billing', 'support', 'engineer'] as const;

/** What a member of staff is trusted with. */
export type Role = (typeof ROLES)[number];

/**
 * What a role may change, by permission name; every role reads everything, and
 * `ops` changes everything, so that neither needs a list.
 */
export const GRANTS: Record<Exclude<Role, 'ops'>, ReadonlySet<string>> = {
  engineer: new Set([
    tenantCreatePermission.name,
    tenantUpdatePermission.name,
    runRetryPermission.name,
    runCancelPermission.name,
    'scaffolder.action.execute',
    'scaffolder.task.create',
    'scaffolder.task.cancel',
    'catalog.entity.refresh',
  ]),
  billing: new Set([subscriptionProvisionPermission.name]),
  support: new Set(),
};

/** The groups that hold each role, from `ananta.roles`. */
export function readRoleGroups(config: Config): Map<string, Set<Role>> {
  const rolesByGroup = new Map<string, Set<Role>>();
  for (const role of ROLES) {
    for (const group of config.getOptionalStringArray(`ananta.roles.${role}`) ??
      []) {
      const ref = group.toLocaleLowerCase('en-US');
      rolesByGroup.set(
        ref,
        (rolesByGroup.get(ref) ?? new Set<Role>()).add(role),
      );
    }
  }
  return rolesByGroup;
}
