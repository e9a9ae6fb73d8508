import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { createOptionField } from './OptionField';

export const appPlaneFormField = createFormField({
  name: 'AppPlaneField',
  component: createOptionField('App plane', ({ appPlanes }) =>
    appPlanes.map(({ name, title }) => ({ value: name, label: title })),
  ),
  schema: makeFieldSchema({ output: z => z.string() }),
});
