export type {
  BillingInterval,
  Features,
  Limits,
  Page,
  TenancyModel,
} from '@ananta/backstage-plugin-billing-common';
export * from './tenant';
export * from './tenantState';
export * from './tenantKey';
export * from './run';
export * from './permissions';
export * from './catalog';
export * as saga from './saga';
