import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const tenantKeyField = FormFieldBlueprint.make({
  name: 'tenant-key',
  params: {
    field: async () => (await import('./tenantKey')).tenantKeyFormField,
  },
});

const planField = FormFieldBlueprint.make({
  name: 'plan',
  params: { field: async () => (await import('./plan')).planFormField },
});

const domainsField = FormFieldBlueprint.make({
  name: 'domains',
  params: { field: async () => (await import('./entries')).domainsFormField },
});

const labelsField = FormFieldBlueprint.make({
  name: 'labels',
  params: { field: async () => (await import('./entries')).labelsFormField },
});

const regionField = FormFieldBlueprint.make({
  name: 'region',
  params: { field: async () => (await import('./options')).regionFormField },
});

const appPlaneField = FormFieldBlueprint.make({
  name: 'app-plane',
  params: { field: async () => (await import('./options')).appPlaneFormField },
});

const optionalGroupField = FormFieldBlueprint.make({
  name: 'optional-group',
  params: {
    field: async () => (await import('./group')).optionalGroupFormField,
  },
});

/** The form fields of scaffolder templates that make a tenant: `TenantKeyField`, `PlanField` and so on. */
export const newTenantFormModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    tenantKeyField,
    planField,
    regionField,
    appPlaneField,
    domainsField,
    labelsField,
    optionalGroupField,
  ],
});
