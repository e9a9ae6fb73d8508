import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeIdentifier } from 'pg';

/** The tables of a tenant's schema at one version, as one piece of SQL. */
export interface SchemaTemplate {
  version: number;
  /** Statements for a schema that `search_path` names, with rights for `role`. */
  sqlFor(role: string): string;
}

/** Reads the versions `0001`, `0002`, … of a folder; the last one is the template's. */
export function loadSchemaTemplate(folder: string): SchemaTemplate {
  const versions = readdirSync(folder).sort();
  const sql = versions
    .map(version => readFileSync(join(folder, version, 'up.sql'), 'utf8'))
    .join('\n');
  return {
    version: Number(versions.at(-1)),
    sqlFor: role => sql.replaceAll(':"tenant_role"', escapeIdentifier(role)),
  };
}
