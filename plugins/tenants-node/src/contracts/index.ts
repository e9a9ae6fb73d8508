/**
 * Suites that every adapter of a port has to pass unchanged; they use jest's
 * globals.
 *
 * @packageDocumentation
 */
export * from './appPlaneContract';
export * from './identityProviderContract';
export * from './secretStoreContract';
export * from './tenantDatabaseContract';
