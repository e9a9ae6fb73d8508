export * from './ports';
export * from './extensionPoints';
export * from './TenantsService';
export * from './DefaultTenantsClient';
export * from './tenantsServiceRef';
