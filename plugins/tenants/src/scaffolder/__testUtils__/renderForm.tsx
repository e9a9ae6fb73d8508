import type { ComponentProps } from 'react';
import {
  type FormField,
  Stepper,
} from '@backstage/plugin-scaffolder-react/alpha';
import {
  SecretsContextProvider,
  type FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { type TenantsApi, tenantsApiRef } from '../../api';

type StepperProps = ComponentProps<typeof Stepper>;
type Values = Parameters<StepperProps['onCreate']>[0];

/** A form of one step that has our fields, as the portal would show it. */
export async function renderForm(options: {
  api: Partial<TenantsApi>;
  field: FormField;
  schema: StepperProps['manifest']['steps'][number]['schema'];
}) {
  const created: Values[] = [];
  const field = options.field as unknown as FieldExtensionOptions<any, any>;
  await renderInTestApp(
    <TestApiProvider apis={[[tenantsApiRef, options.api as TenantsApi]]}>
      <SecretsContextProvider>
        <Stepper
          manifest={{
            title: 'New Tenant',
            steps: [{ title: 'Step', schema: options.schema }],
          }}
          extensions={[field]}
          formProps={{ EXPERIMENTAL_theme: 'bui' }}
          onCreate={async values => {
            created.push(values);
          }}
        />
      </SecretsContextProvider>
    </TestApiProvider>,
  );
  return { created };
}
