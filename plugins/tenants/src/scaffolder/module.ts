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

/** The form fields `TenantKeyField` and `PlanField` of scaffolder templates. */
export const newTenantFormModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [tenantKeyField, planField],
});
