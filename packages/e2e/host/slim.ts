import { createBackend } from '@backstage/backend-defaults';

/**
 * Tenants, billing and who may do what, without screens or catalog: starts in a
 * second, and is the same code as in the portal.
 */
const backend = createBackend();

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@ananta/backstage-plugin-permission-backend-module-tenancy'),
);
backend.add(import('@ananta/backstage-plugin-tenants-backend'));
backend.add(import('@ananta/backstage-plugin-billing-backend'));

backend.start();
