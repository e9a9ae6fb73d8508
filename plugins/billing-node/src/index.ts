export * from './BillingService';
export * from './DefaultBillingClient';
export * from './billingServiceRef';
