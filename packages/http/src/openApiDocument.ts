/** An OpenAPI 3.1 document. */
export type OpenApiDocument = Record<string, any>;

/** Reads an OpenAPI document from a YAML file. */
export async function loadOpenApiDocument(
  path: string,
): Promise<OpenApiDocument> {
  throw new Error(`Not written yet: ${path}`);
}
