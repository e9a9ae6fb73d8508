export * from './types';
export { appPlaneBootstrap } from './appPlaneBootstrap';
export { billingSubscription } from './billingSubscription';
export { databaseSchema } from './databaseSchema';
export { identityOwner } from './identityOwner';
export { identityRealm } from './identityRealm';
export { tenantActivate } from './tenantActivate';
export { tenantReserve } from './tenantReserve';
export {
  SUBSCRIPTION_START_QUEUE,
  subscriptionStart,
  subscriptionStartQueue,
} from './subscriptionStart';
