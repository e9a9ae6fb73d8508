export type {
  BillingInterval,
  Features,
  Limits,
  Page,
  TenancyModel,
} from '@ananta/backstage-plugin-billing-common';
export * from './tenant';
export * from './run';
export * from './permissions';
