import { findTenantKeyProblem } from '@ananta/backstage-plugin-tenants-common';
import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { tenantsApiRef } from '../../api';
import { TenantKeyField } from './TenantKeyField';

/** Refuses to go on with a key that a new tenant can't have. */
export const validateTenantKey: CustomFieldValidator<string, {}> = async (
  key,
  validation,
  { apiHolder },
) => {
  const problem = findTenantKeyProblem(key);
  if (problem) {
    validation.addError(problem.reason);
    return;
  }
  const { state, reason } = await apiHolder.get(tenantsApiRef)!.checkKey(key);
  if (state !== 'free') {
    validation.addError(reason ?? `The key is ${state}`);
  }
};

export const tenantKeyFormField = createFormField({
  name: 'TenantKeyField',
  component: TenantKeyField,
  schema: makeFieldSchema({ output: z => z.string() }),
  validation: validateTenantKey,
});
