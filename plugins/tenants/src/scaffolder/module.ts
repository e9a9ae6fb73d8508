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

/** The form fields `TenantKeyField`, `PlanField`, `DomainsField` and `LabelsField` of scaffolder templates. */
export const newTenantFormModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [tenantKeyField, planField, domainsField, labelsField],
});
