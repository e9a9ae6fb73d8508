import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('./connectionBudget'));
backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@ananta/backstage-plugin-auth-backend-module-local'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@ananta/backstage-plugin-permission-backend-module-tenancy'),
);

backend.add(import('@ananta/backstage-plugin-tenants-backend'));
backend.add(import('@ananta/backstage-plugin-billing-backend'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@ananta/backstage-plugin-catalog-backend-module-tenancy'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@ananta/backstage-plugin-scaffolder-backend-module-tenancy'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('./documentationBuilder'));

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-events-backend'));

// Without one of its plugins a portal is no portal: end, so that whoever
// supervises the process notices.
backend.start().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
