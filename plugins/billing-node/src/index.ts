export * from './BillingService';
