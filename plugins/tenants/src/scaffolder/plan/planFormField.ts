import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { type PlanChoice, PlanField } from './PlanField';

/** The form makes an empty object of a plan that nobody chose. */
const validatePlan: CustomFieldValidator<PlanChoice, {}> = (
  choice,
  validation,
) => {
  if (!choice?.key) {
    validation.addError('Choose a plan');
  }
};

export const planFormField = createFormField({
  name: 'PlanField',
  component: PlanField,
  validation: validatePlan,
  schema: makeFieldSchema({
    output: z =>
      z.object({
        key: z.string().describe('Key of the plan'),
        interval: z.enum(['week', 'month', 'quarter', 'half_year', 'year']),
      }),
  }),
});
