import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { createOptionField } from './OptionField';

export const regionFormField = createFormField({
  name: 'RegionField',
  component: createOptionField('Region', ({ regions }) =>
    regions.map(region => ({ value: region, label: region })),
  ),
  schema: makeFieldSchema({ output: z => z.string() }),
});
