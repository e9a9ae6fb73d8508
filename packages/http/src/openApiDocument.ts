import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** A schema within a document. */
export type SchemaObject = Record<string, any>;

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = Record<string, any>;

/** Reads an OpenAPI document from a YAML file. */
export async function loadOpenApiDocument(
  path: string,
): Promise<OpenApiDocument> {
  return parse(await readFile(path, 'utf8'));
}

/** The schema itself, where it is given by reference. */
export function resolveSchema(
  document: OpenApiDocument,
  schema: SchemaObject,
): SchemaObject {
  let resolved = schema;
  while (typeof resolved.$ref === 'string') {
    resolved = resolved.$ref
      .slice('#/'.length)
      .split('/')
      .reduce((node, name) => node[name], document);
  }
  return resolved;
}

const COMPOSITIONS = ['allOf', 'anyOf', 'oneOf'] as const;

/** The schema of a member, found through references, compositions and lists. */
export function schemaOfMember(
  document: OpenApiDocument,
  schema: SchemaObject | undefined,
  path: string[],
): SchemaObject | undefined {
  if (!schema) {
    return undefined;
  }
  const resolved = resolveSchema(document, schema);
  const [name, ...rest] = path;
  if (name === undefined) {
    return resolved;
  }
  const own =
    resolved.properties?.[name] ??
    (/^\d+$/.test(name) ? resolved.items : undefined);
  if (own) {
    return schemaOfMember(document, own, rest);
  }
  return COMPOSITIONS.flatMap(kind => resolved[kind] ?? [])
    .map(part => schemaOfMember(document, part, path))
    .find(found => found !== undefined);
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/**
 * Makes sure that the document refuses unknown members in every request body.
 *
 * @throws Error - naming the first schema that leaves the question open
 */
export function assertClosedRequestBodies(document: OpenApiDocument): void {
  for (const [path, item] of Object.entries<any>(document.paths ?? {})) {
    for (const method of METHODS) {
      const schema =
        item[method]?.requestBody?.content?.['application/json']?.schema;
      if (schema) {
        assertClosed(document, schema, `${method.toUpperCase()} ${path}`);
      }
    }
  }
}

function assertClosed(
  document: OpenApiDocument,
  schema: SchemaObject,
  where: string,
  seen: Set<SchemaObject> = new Set(),
): void {
  const resolved = resolveSchema(document, schema);
  if (seen.has(resolved)) {
    return;
  }
  seen.add(resolved);
  const closed =
    resolved.additionalProperties !== undefined ||
    resolved.unevaluatedProperties !== undefined;
  if (resolved.properties && !closed) {
    throw new Error(
      `The body of ${where} says nothing about additionalProperties; set it to false`,
    );
  }
  for (const [name, member] of Object.entries<any>(resolved.properties ?? {})) {
    assertClosed(document, member, `${where}, ${name}`, seen);
  }
  if (resolved.items) {
    assertClosed(document, resolved.items, `${where}[]`, seen);
  }
}
