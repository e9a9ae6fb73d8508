export { scaffolderModuleTenancy as default } from './module';
