export * from './ApiError';
export * from './idempotency/IdempotencyStore';
export * from './actor';
export * from './apiErrorHandler';
export * from './createApiRouter';
export * from './entityTag';
export * from './eventStream';
export {
  createIdempotencyTables,
  dropIdempotencyTables,
} from './idempotency/tables';
export { loadOpenApiDocument, type OpenApiDocument } from './openApiDocument';
export { requestIdOf } from './requestId';
