import { asStaff, asTenant, newId } from '@ananta/database';
import { TENANT_KEY_PATTERN } from '@ananta/backstage-plugin-tenants-common';
import {
  PortError,
  type CallContext,
  type IdentityInventory,
  type IdentityProvider,
  type MemberRole,
  type OwnerSpec,
  type RealmSpec,
} from '@ananta/backstage-plugin-tenants-node';
import type { Knex } from 'knex';
import { portAct } from '../portAct';
import { Removals } from '../Removals';

const ROLES: readonly MemberRole[] = ['owner', 'admin', 'member', 'viewer'];
const REALM_PREFIX = 'tenant-';
const REALM = 'realm';
const OWNER = 'owner';

/**
 * A directory in the plugin's own database. Row-level security is what keeps
 * tenants apart here: a realm of another tenant is a name that is taken and a
 * row that isn't seen.
 */
export class DatabaseIdentityProvider implements IdentityProvider {
  readonly provider = 'embedded';
  private readonly removals = new Removals('identity_removals');

  static create(options: { db: Knex }): DatabaseIdentityProvider {
    return new DatabaseIdentityProvider(options.db);
  }

  private constructor(private readonly db: Knex) {}

  async ensureRealm(
    spec: RealmSpec,
    ctx: CallContext,
  ): Promise<{ realmId: string }> {
    checkRealmName(spec.name);
    return this.act(spec.name, ctx, async trx => {
      await this.removals.refuseLate(trx, ctx, [REALM]);
      await trx('identity_realms')
        .insert({
          name: spec.name,
          id: newId(),
          tenant_id: spec.tenantId,
          display_name: spec.displayName,
          run_id: ctx.runId,
        })
        .onConflict('name')
        .ignore();
      const realm = await trx('identity_realms')
        .where('name', spec.name)
        .first('id');
      if (!realm) {
        throw new PortError(
          'final',
          'foreign_realm',
          `The realm '${spec.name}' exists and isn't this tenant's`,
        );
      }
      await trx('identity_roles')
        .insert(
          ROLES.map(name => ({
            realm: spec.name,
            name,
            tenant_id: spec.tenantId,
          })),
        )
        .onConflict(['realm', 'name'])
        .ignore();
      return { realmId: realm.id };
    });
  }

  async removeRealm(
    realm: { name: string; tenantId: string },
    ctx: CallContext,
  ): Promise<void> {
    await this.act(realm.name, ctx, async trx => {
      const removed = await trx('identity_realms')
        .where('name', realm.name)
        .delete('run_id');
      await this.removals.add(
        trx,
        ctx,
        REALM,
        removed.map(row => row.run_id),
      );
    });
  }

  async ensureOwner(
    spec: OwnerSpec,
    ctx: CallContext,
  ): Promise<{ userId: string }> {
    return this.act(spec.realm, ctx, async trx => {
      await this.removals.refuseLate(trx, ctx, [REALM, OWNER]);
      if (
        !(await trx('identity_realms').where('name', spec.realm).first('id'))
      ) {
        throw new PortError(
          'final',
          'realm_not_found',
          `This tenant has no realm '${spec.realm}'`,
        );
      }
      await trx('identity_users')
        .insert({
          id: newId(),
          realm: spec.realm,
          tenant_id: spec.tenantId,
          email: spec.email,
          first_name: spec.firstName,
          last_name: spec.lastName,
          run_id: ctx.runId,
        })
        .onConflict(trx.raw('(realm, lower(email))'))
        .ignore();
      const user = await userByEmail(trx, spec).first('id');
      await trx('identity_user_roles')
        .insert({
          user_id: user.id,
          realm: spec.realm,
          role: 'owner',
          tenant_id: spec.tenantId,
        })
        .onConflict(['user_id', 'role'])
        .ignore();
      return { userId: user.id };
    });
  }

  async removeOwner(
    owner: { realm: string; tenantId: string; email: string },
    ctx: CallContext,
  ): Promise<void> {
    await this.act(owner.realm, ctx, async trx => {
      const removed = await userByEmail(trx, owner).delete('run_id');
      await this.removals.add(
        trx,
        ctx,
        OWNER,
        removed.map(row => row.run_id),
      );
    });
  }

  async inventory(tenantId?: string): Promise<IdentityInventory> {
    const read = async (trx: Knex.Transaction): Promise<IdentityInventory> => ({
      realms: await trx('identity_realms')
        .select('name', { tenantId: 'tenant_id' })
        .orderBy('name'),
      users: await trx('identity_users')
        .select('realm', 'id', { tenantId: 'tenant_id' })
        .orderBy('id'),
    });
    return tenantId
      ? asTenant(this.db, tenantId, read)
      : asStaff(this.db, read);
  }

  private act<T>(
    realm: string,
    ctx: CallContext,
    fn: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return portAct(this.db, ctx, `identity:${realm}`, fn);
  }
}

function userByEmail(
  trx: Knex.Transaction,
  { realm, email }: { realm: string; email: string },
): Knex.QueryBuilder {
  return trx('identity_users')
    .where('realm', realm)
    .whereRaw('lower(email) = lower(?)', [email]);
}

function checkRealmName(name: string): void {
  const key = name.slice(REALM_PREFIX.length);
  if (!name.startsWith(REALM_PREFIX) || !TENANT_KEY_PATTERN.test(key)) {
    throw new PortError(
      'final',
      'invalid_name',
      `A realm is named 'tenant-' and the tenant's key`,
    );
  }
}
