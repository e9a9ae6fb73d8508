import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import {
  type Group,
  type GroupOptions,
  OptionalGroupField,
} from './OptionalGroupField';

/** A group is either empty or whole. */
const validateGroup: CustomFieldValidator<Group, GroupOptions> = (
  group = {},
  validation,
  { schema, uiSchema },
) => {
  const required = uiSchema?.['ui:options']?.required ?? [];
  const missing = required.filter(name => !group[name]);
  if (Object.keys(group).length > 0 && missing.length > 0) {
    const properties = (schema.properties ?? {}) as Record<
      string,
      { title?: string }
    >;
    const titles = missing.map(name => properties[name]?.title ?? name);
    validation.addError(`Still missing: ${titles.join(', ')}`);
  }
};

export const optionalGroupFormField = createFormField({
  name: 'OptionalGroupField',
  component: OptionalGroupField,
  validation: validateGroup,
  schema: makeFieldSchema({
    output: z => z.record(z.string(), z.string()),
    uiOptions: z => z.object({ required: z.array(z.string()).optional() }),
  }),
});
