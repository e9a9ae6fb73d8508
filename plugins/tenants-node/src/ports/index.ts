export * from './errors';
export * from './context';
export * from './IdentityProvider';
export * from './TenantDatabase';
export * from './SecretStore';
export * from './AppPlane';
