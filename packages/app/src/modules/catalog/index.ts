export { catalogGraphModule } from './catalogGraphModule';
export { catalogModule } from './catalogModule';
