export { billingPlugin as default } from './plugin';
export { billingApiRef, type BillingApi } from './api';
