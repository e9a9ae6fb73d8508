export { catalogModuleTenancy as default } from './module';
