export { tenantKeyFormField } from './tenantKeyFormField';
