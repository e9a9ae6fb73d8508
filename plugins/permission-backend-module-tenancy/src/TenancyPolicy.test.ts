import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { billingPermissions } from '@ananta/backstage-plugin-billing-common';
import { tenancyPermissions } from '@ananta/backstage-plugin-tenants-common';
import { ROLES, type Role } from './roles';
import { TenancyPolicy } from './TenancyPolicy';

const policy = TenancyPolicy.create({
  config: new ConfigReader({
    ananta: {
      roles: {
        ops: ['group:default/ops'],
        billing: ['group:default/Billing'],
        support: ['group:default/support'],
        engineer: ['group:default/engineers'],
      },
    },
  }),
});

const GROUPS: Record<Role, string> = {
  ops: 'group:default/ops',
  billing: 'group:default/billing',
  support: 'group:default/support',
  engineer: 'group:default/engineers',
};

function userIn(...groups: string[]) {
  const credentials = mockCredentials.user('user:default/somebody');
  return {
    credentials,
    info: {
      userEntityRef: 'user:default/somebody',
      ownershipEntityRefs: ['user:default/somebody', ...groups],
    },
  } as unknown as Parameters<TenancyPolicy['handle']>[1];
}

async function decide(permission: Permission, ...groups: string[]) {
  const { result } = await policy.handle({ permission }, userIn(...groups));
  return result;
}

function changing(name: string): Permission {
  return createPermission({ name, attributes: { action: 'update' } });
}

function reading(name: string): Permission {
  return createPermission({ name, attributes: { action: 'read' } });
}

const CORE_CHANGES = [
  'catalog.entity.create',
  'catalog.entity.delete',
  'catalog.entity.refresh',
  'catalog.location.create',
  'catalog.location.delete',
  'scaffolder.action.execute',
  'scaffolder.task.create',
  'scaffolder.task.cancel',
  'scaffolder.template.management',
].map(changing);

const CORE_READS = [
  'catalog.entity.read',
  'catalog.location.read',
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
  'scaffolder.task.read',
  'something.unheard.of',
].map(reading);

const ALL = [
  ...tenancyPermissions,
  ...billingPermissions,
  ...CORE_CHANGES,
  ...CORE_READS,
  createPermission({ name: 'without.action', attributes: {} }),
];

const MAY_CHANGE: Record<Exclude<Role, 'ops'>, string[]> = {
  support: [],
  billing: ['subscription.provision'],
  engineer: [
    'tenant.create',
    'tenant.update',
    'run.retry',
    'run.cancel',
    'scaffolder.action.execute',
    'scaffolder.task.create',
    'scaffolder.task.cancel',
    'catalog.entity.refresh',
  ],
};

function expected(role: Role, permission: Permission) {
  const allowed =
    role === 'ops' ||
    permission.attributes.action === 'read' ||
    MAY_CHANGE[role].includes(permission.name);
  return allowed ? 'ALLOW' : 'DENY';
}

describe('TenancyPolicy', () => {
  const table = ROLES.flatMap(role =>
    ALL.map(
      permission =>
        [
          role,
          permission.name,
          expected(role, permission),
          permission,
        ] as const,
    ),
  );

  it.each(table)('%s %s: %s', async (role, _name, result, permission) => {
    expect(await decide(permission, GROUPS[role])).toBe(result);
  });

  it.each(ALL.map(permission => [permission.name, permission] as const))(
    'refuses %s to somebody without a role and to nobody at all',
    async (_name, permission) => {
      expect(await decide(permission, 'group:default/guests')).toBe('DENY');
      expect((await policy.handle({ permission })).result).toBe('DENY');
    },
  );

  it('adds up the roles of several groups', async () => {
    const groups = [GROUPS.support, GROUPS.engineer];
    expect(await decide(changing('tenant.create'), ...groups)).toBe('ALLOW');
    expect(await decide(changing('tenant.suspend'), ...groups)).toBe('DENY');
  });
});
