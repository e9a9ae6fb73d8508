export * from './types';
export { freezePlan } from './freezePlan';
export { provisionTenant } from './provisionTenant';
export { RunDefinitions } from './RunDefinitions';
