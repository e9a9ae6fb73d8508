export { authModuleLocal as default } from './module';
