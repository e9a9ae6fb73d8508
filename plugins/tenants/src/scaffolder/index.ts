export { newTenantFormModule } from './module';
