import { escapeIdentifier, escapeLiteral } from 'pg';
import { writeMark } from './mark';
import type { SchemaTemplate } from './template';

const CONNECTION_LIMIT = 20;

/** Everything about a schema that its statements need. */
export interface NewSchema {
  /** Of the schema and of its role. */
  name: string;
  key: string;
  tenantId: string;
  runId: string;
  /** SCRAM verifier of the role's password. */
  verifier: string;
  /** Role that owns the tables. */
  ownerRole: string;
  /** Role whose members may connect. */
  loginRole: string;
  template: SchemaTemplate;
}

/**
 * Makes role, schema, tables and the registry's row. One piece of SQL, since
 * each round trip would count: most of the time goes into the tables.
 *
 * The provisioner is a member of each role that it makes, so whatever asks for
 * its rights over a role takes longer with each tenant. Therefore the mark is on
 * the schema alone, the search path is the database's, and it is the owner that
 * lets the role connect.
 */
export function createSchemaSql(spec: NewSchema): string {
  const name = escapeIdentifier(spec.name);
  const mark = writeMark({
    tenantId: spec.tenantId,
    templateVersion: spec.template.version,
    runId: spec.runId,
  });
  const row = [
    spec.tenantId,
    spec.name,
    spec.key,
    String(spec.template.version),
    spec.runId,
  ];
  return `
    SET LOCAL ROLE NONE;
    CREATE ROLE ${name} LOGIN PASSWORD ${escapeLiteral(spec.verifier)}
      NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION
      CONNECTION LIMIT ${CONNECTION_LIMIT};
    SET LOCAL ROLE ${escapeIdentifier(spec.ownerRole)};
    GRANT ${escapeIdentifier(spec.loginRole)} TO ${name};
    CREATE SCHEMA ${name};
    COMMENT ON SCHEMA ${name} IS ${escapeLiteral(mark)};
    GRANT USAGE ON SCHEMA ${name} TO ${name};
    SET LOCAL search_path = ${name};
    ${spec.template.sqlFor(spec.name)}
    INSERT INTO ananta_registry.schemas (tenant_id, name, key, template_version, run_id)
    VALUES (${row.map(escapeLiteral).join(', ')});`;
}

/** Gives an adopted schema's role the password that the secret store holds. */
export function setPasswordSql(name: string, verifier: string): string {
  return `
    SET LOCAL ROLE NONE;
    ALTER ROLE ${escapeIdentifier(name)} PASSWORD ${escapeLiteral(verifier)};`;
}

/** Drops schema and role with all that is in them. */
export function dropSchemaSql(name: string): string {
  return `
    DROP SCHEMA IF EXISTS ${escapeIdentifier(name)} CASCADE;
    SET LOCAL ROLE NONE;
    DROP ROLE IF EXISTS ${escapeIdentifier(name)};`;
}
