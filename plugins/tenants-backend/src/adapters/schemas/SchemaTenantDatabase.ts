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
 * whose is told by the comments on them; nothing looks through the catalog, so
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
    const verifier = await scramVerifier(
      await this.options.secrets.get(spec.passwordRef),
    );
    return this.act(name, ctx, async trx => {
      await this.removals.refuseLate(trx, ctx, [SCHEMA]);
      const found = await findByName(trx, name);
      const ours = markOf(found, spec.tenantId);
      if (ours) {
        await trx.raw(setPasswordSql(name, verifier));
        const { templateVersion } = ours;
        return { schema: name, role: name, templateVersion };
      }
      if (found.length > 0) {
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
          verifier,
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
      const ours = markOf(await findByName(trx, name), spec.tenantId);
      await this.removals.add(trx, ctx, SCHEMA, ours ? [ours.runId] : []);
      if (ours) {
        await trx('ananta_registry.schemas').where({ name }).delete();
        await trx.raw(dropSchemaSql(name));
      }
    });
  }

  async inventory(tenantId?: string): Promise<TenantDatabaseInventory> {
    await this.ensureRegistry();
    const { db, loginRole } = this.options;
    const schemas = await db.raw<CommentedRows>(
      `SELECT nspname AS name, obj_description(oid, 'pg_namespace') AS comment
         FROM pg_namespace WHERE starts_with(nspname, 'tenant_') ORDER BY 1`,
    );
    const roles = await db.raw<CommentedRows>(
      `SELECT r.rolname AS name, shobj_description(r.oid, 'pg_authid') AS comment
         FROM pg_roles r JOIN pg_auth_members m ON m.member = r.oid
        WHERE m.roleid = ?::regrole AND starts_with(r.rolname, 'tenant_') ORDER BY 1`,
      [escapeIdentifier(loginRole)],
    );
    return {
      schemas: marked(schemas, tenantId).map(({ name, mark }) => ({
        name,
        tenantId: mark.tenantId,
        templateVersion: mark.templateVersion,
      })),
      roles: marked(roles, tenantId).map(({ name }) => name),
    };
  }

  private async act<T>(
    name: string,
    ctx: CallContext,
    fn: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    await this.ensureRegistry();
    return portAct(this.options.db, ctx, `schema:${name}`, fn);
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

interface CommentedRows {
  rows: Array<{ name: string; comment: string | null }>;
}

/** Marks, or their absence, of the schema and the role that have this name. */
async function findByName(
  trx: Knex.Transaction,
  name: string,
): Promise<Array<Mark | undefined>> {
  const { rows } = await trx.raw<CommentedRows>(
    `SELECT obj_description(oid, 'pg_namespace') AS comment FROM pg_namespace WHERE nspname = :name
     UNION ALL
     SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = :name`,
    { name },
  );
  return rows.map(row => readMark(row.comment));
}

/** The tenant's mark, when everything that was found carries it. */
function markOf(
  found: Array<Mark | undefined>,
  tenantId: string,
): Mark | undefined {
  return found.every(mark => mark?.tenantId === tenantId)
    ? found[0]
    : undefined;
}

function marked(
  { rows }: CommentedRows,
  tenantId?: string,
): Array<{ name: string; mark: Mark }> {
  return rows.flatMap(({ name, comment }) => {
    const mark = readMark(comment);
    return mark && (!tenantId || mark.tenantId === tenantId)
      ? [{ name, mark }]
      : [];
  });
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
