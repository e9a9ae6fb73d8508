export { tenantsPlugin as default } from './plugin';
