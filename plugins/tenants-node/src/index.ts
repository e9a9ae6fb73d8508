export * from './ports';
export * from './extensionPoints';
export * from './TenantsService';
