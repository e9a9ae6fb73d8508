export { permissionModuleTenancy as default } from './module';
