export * from './BillingApi';
export * from './BillingClient';
