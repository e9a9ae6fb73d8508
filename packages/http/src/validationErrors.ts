import type { ErrorRequestHandler, Request } from 'express';
import { ApiError, badRequest } from './ApiError';
import {
  schemaOfMember,
  type OpenApiDocument,
  type SchemaObject,
} from './openApiDocument';

interface ValidationError {
  /** Such as `/body/owner/email`. */
  path: string;
  message: string;
  /** Such as `format.openapi.validation`. */
  errorCode?: string;
}

/**
 * Turns what the validator and the body parser find into errors of the API.
 * A schema names the code of what violates it as `x-error-code`, and says in
 * words what it wants as `x-error-message`.
 */
export function explainValidationErrors(
  document: OpenApiDocument,
): ErrorRequestHandler {
  return (error, req, _res, next) => {
    next(explainBodyError(error) ?? explain(document, req, error) ?? error);
  };
}

const NOT_JSON = new Set([
  'charset.unsupported',
  'encoding.unsupported',
  'entity.parse.failed',
]);

function explainBodyError(error: { type?: string }): ApiError | undefined {
  if (error.type === 'entity.too.large') {
    return new ApiError(
      413,
      'body_too_large',
      'The body is larger than 256 KiB',
    );
  }
  if (NOT_JSON.has(error.type ?? '')) {
    return badRequest('not_json', undefined, 'The body is not valid JSON');
  }
  return undefined;
}

function explain(
  document: OpenApiDocument,
  req: Request,
  error: { status?: number; errors?: ValidationError[] },
): ApiError | undefined {
  const [first] = error.errors ?? [];
  if (error.status !== 400 || !first) {
    return undefined;
  }
  const [place, ...path] = pathOf(first);
  const param = path.join('.') || undefined;
  const schema = schemaOf(document, req, place, path);
  return badRequest(
    codeOf(first, schema),
    param,
    schema?.['x-error-message'] ??
      `${param ?? `The ${place}`} ${first.message}`,
  );
}

function pathOf(error: ValidationError): string[] {
  return error.path
    .split('/')
    .filter(Boolean)
    .map(name => name.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function codeOf(error: ValidationError, schema?: SchemaObject): string {
  const keyword = error.errorCode?.split('.')[0];
  if (
    keyword === 'additionalProperties' ||
    keyword === 'unevaluatedProperties' ||
    error.message.startsWith('Unknown query parameter')
  ) {
    return 'unknown_field';
  }
  if (schema?.['x-error-code']) {
    return schema['x-error-code'];
  }
  return keyword === 'format' && schema?.format === 'email'
    ? 'invalid_email'
    : 'invalid_request';
}

function schemaOf(
  document: OpenApiDocument,
  req: Request,
  place: string,
  path: string[],
): SchemaObject | undefined {
  const operation = (req as { openapi?: { schema: SchemaObject } }).openapi
    ?.schema;
  if (place === 'body') {
    const body = operation?.requestBody?.content?.['application/json']?.schema;
    return schemaOfMember(document, body, path);
  }
  const [name, ...rest] = path;
  const parameter = operation?.parameters?.find(
    (candidate: SchemaObject) => candidate.name === name,
  );
  return schemaOfMember(document, parameter?.schema, rest);
}
