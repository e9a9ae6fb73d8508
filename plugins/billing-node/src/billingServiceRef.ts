import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { BillingService } from './BillingService';
import { DefaultBillingClient } from './DefaultBillingClient';

/** Billing for other plugins; comes with its factory. */
export const billingServiceRef = createServiceRef<BillingService>({
  id: 'ananta.billing',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: deps => DefaultBillingClient.create(deps),
    }),
});
