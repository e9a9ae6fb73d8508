import { asStaff, forceTenantIsolation } from '@ananta/database';
import { TENANT_KEY_PATTERN } from '@ananta/backstage-plugin-tenants-common';
import {
  PortError,
  type CallContext,
  type SchemaSpec,
  type SecretStore,
  type TenantDatabase,
  type TenantDatabaseInventory,
} from '@ananta/backstage-plugin-tenants-node';
import { isError } from '@backstage/errors';
import type { Knex } from 'knex';
import { escapeIdentifier } from 'pg';
import { toPortError } from '../databaseErrors';
import { portAct } from '../portAct';
import { Removals } from '../Removals';
import { readMark, type Mark } from './mark';
import { scramVerifier } from './scram';
import { createSchemaSql, dropSchemaSql, setPasswordSql } from './statements';
import type { SchemaTemplate } from './template';

const SCHEMA = 'schema';

export interface SchemaTenantDatabaseOptions {
  /** Pool on the tenants' database whose connections have entered `ownerRole`. */
  db: Knex;
  /** NOLOGIN role that owns the tenants' tables. */
  ownerRole: string;
  /** NOLOGIN role whose members may connect. */
  loginRole: string;
  secrets: SecretStore;
  template: SchemaTemplate;
  /** SQL that makes the registry. */
  registrySql: string;
}

/**
 * A schema and a login role per tenant in one database of their own. What is
 * whose is told by the comment on the schema; nothing looks through the catalog, so
 * the five-thousandth schema is made as fast as the first.
 */
export class SchemaTenantDatabase implements TenantDatabase {
  readonly provider = 'embedded';
  private readonly removals = new Removals('ananta_registry.removals');
  private registry: Promise<void> | undefined;

  static create(options: SchemaTenantDatabaseOptions): SchemaTenantDatabase {
    return new SchemaTenantDatabase(options);
  }

  private constructor(private readonly options: SchemaTenantDatabaseOptions) {}

  async ensureSchema(
    spec: SchemaSpec & { passwordRef: string },
    ctx: CallContext,
  ): Promise<{ schema: string; role: string; templateVersion: number }> {
    const name = schemaName(spec.key);
    // Hashed while the transaction begins and waits for its lock.
    const hashing = scramVerifier(await this.readPassword(spec.passwordRef));
    return this.act(name, ctx, async trx => {
      await this.removals.refuseLate(trx, ctx, [SCHEMA]);
      const found = await findByName(trx, name);
      if (found.mark?.tenantId === spec.tenantId) {
        await trx.raw(setPasswordSql(name, await hashing));
        const { templateVersion } = found.mark;
        return { schema: name, role: name, templateVersion };
      }
      if (found.hasSchema || found.hasRole) {
        throw new PortError(
          'final',
          'foreign_schema',
          `A schema or role '${name}' exists and isn't this tenant's`,
        );
      }
      const { ownerRole, loginRole, template } = this.options;
      await trx.raw(
        createSchemaSql({
          name,
          key: spec.key,
          tenantId: spec.tenantId,
          runId: ctx.runId,
          verifier: await hashing,
          ownerRole,
          loginRole,
          template,
        }),
      );
      return { schema: name, role: name, templateVersion: template.version };
    });
  }

  async removeSchema(spec: SchemaSpec, ctx: CallContext): Promise<void> {
    const name = schemaName(spec.key);
    await this.act(name, ctx, async trx => {
      const found = await findByName(trx, name);
      const madeBy = runThatMade(found, spec.tenantId);
      await this.removals.add(trx, ctx, SCHEMA, madeBy ? [madeBy] : []);
      if (madeBy) {
        await trx('ananta_registry.schemas').where({ name }).delete();
        await trx.raw(dropSchemaSql(name));
      }
    });
  }

  async inventory(tenantId?: string): Promise<TenantDatabaseInventory> {
    await this.ensureRegistry();
    return asStaff(this.options.db, async trx => {
      const schemas = await readSchemas(trx);
      const roles = await readRoles(trx, this.options.loginRole);
      const asked = (row: { tenantId: string | null }) =>
        !tenantId || row.tenantId === tenantId;
      return {
        schemas: schemas.filter(asked),
        roles: roles.filter(asked).map(role => role.name),
      };
    }).catch(error => {
      throw toPortError(error);
    });
  }

  private async act<T>(
    name: string,
    ctx: CallContext,
    fn: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    await this.ensureRegistry();
    return portAct(this.options.db, ctx, `schema:${name}`, fn);
  }

  private async readPassword(ref: string): Promise<string> {
    try {
      return await this.options.secrets.get(ref);
    } catch (error) {
      throw isError(error) && error.name === 'NotFoundError'
        ? new PortError(
            'final',
            'secret_not_found',
            `There is no password for the tenant's role`,
          )
        : toPortError(error);
    }
  }

  private ensureRegistry(): Promise<void> {
    this.registry ??= asStaff(this.options.db, trx =>
      makeRegistry(trx, this.options.registrySql),
    ).catch(error => {
      this.registry = undefined;
      throw toPortError(error);
    });
    return this.registry;
  }
}

/** What stands under a name. */
interface Found {
  hasSchema: boolean;
  hasRole: boolean;
  /** Of the schema. */
  mark?: Mark;
  /** Run in the registry's row of this tenant. */
  registeredBy?: string;
}

async function findByName(trx: Knex.Transaction, name: string): Promise<Found> {
  const { rows } = await trx.raw(
    `SELECT s.oid IS NOT NULL AS "hasSchema", obj_description(s.oid, 'pg_namespace') AS comment,
            EXISTS (SELECT FROM pg_roles WHERE rolname = :name) AS "hasRole",
            (SELECT run_id FROM ananta_registry.schemas WHERE name = :name) AS "registeredBy"
       FROM (VALUES (1)) one LEFT JOIN pg_namespace s ON s.nspname = :name`,
    { name },
  );
  const { comment, ...found } = rows[0];
  return { ...found, mark: readMark(comment) };
}

/**
 * The run that made what stands here for the tenant; nothing when it isn't the
 * tenant's. A schema that somebody dropped by hand leaves its role and its row.
 */
function runThatMade(
  { hasSchema, mark, registeredBy }: Found,
  tenantId: string,
): string | undefined {
  if (hasSchema) {
    return mark?.tenantId === tenantId ? mark.runId : undefined;
  }
  return registeredBy ?? undefined;
}

async function readSchemas(
  trx: Knex.Transaction,
): Promise<TenantDatabaseInventory['schemas']> {
  const { rows } = await trx.raw<{
    rows: Array<{ name: string; comment: string | null }>;
  }>(
    `SELECT nspname AS name, obj_description(oid, 'pg_namespace') AS comment
       FROM pg_namespace WHERE starts_with(nspname, 'tenant_') ORDER BY 1`,
  );
  return rows.flatMap(({ name, comment }) => {
    const mark = readMark(comment);
    return mark
      ? [
          {
            name,
            tenantId: mark.tenantId,
            templateVersion: mark.templateVersion,
          },
        ]
      : [];
  });
}

/** Tenants' roles, also those that no schema goes with. */
async function readRoles(
  trx: Knex.Transaction,
  loginRole: string,
): Promise<Array<{ name: string; tenantId: string | null }>> {
  const { rows } = await trx.raw(
    `SELECT r.rolname AS name, s.tenant_id AS "tenantId"
       FROM pg_roles r JOIN pg_auth_members m ON m.member = r.oid
       LEFT JOIN ananta_registry.schemas s ON s.name = r.rolname
      WHERE m.roleid = ?::regrole AND starts_with(r.rolname, 'tenant_') ORDER BY 1`,
    [escapeIdentifier(loginRole)],
  );
  return rows;
}

async function makeRegistry(
  trx: Knex.Transaction,
  registrySql: string,
): Promise<void> {
  await trx.raw(
    `SELECT pg_advisory_xact_lock(hashtextextended('registry', 0))`,
  );
  const { rows } = await trx.raw<{ rows: [{ made: boolean }] }>(
    `SELECT to_regclass('ananta_registry.schemas') IS NOT NULL AS made`,
  );
  if (!rows[0].made) {
    await trx.raw(registrySql);
    await forceTenantIsolation(trx, 'ananta_registry.schemas');
    await forceTenantIsolation(trx, 'ananta_registry.removals');
  }
}

/** `acme-corp` → `tenant_acme_corp` */
function schemaName(key: string): string {
  if (!TENANT_KEY_PATTERN.test(key)) {
    throw new PortError(
      'final',
      'invalid_key',
      `A tenant's key is a DNS label of 2 to 31 characters`,
    );
  }
  return `tenant_${key.replaceAll('-', '_')}`;
}
