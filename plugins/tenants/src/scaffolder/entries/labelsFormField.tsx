import {
  type FieldExtensionComponentProps,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EntryList } from './EntryList';

type Labels = Record<string, string>;

const LABEL = /^([^=\s]+)=(\S.*)$/;

function LabelsField(props: FieldExtensionComponentProps<Labels>) {
  const labels = props.formData ?? {};
  return (
    <EntryList
      label={props.schema.title ?? 'Labels'}
      description={props.schema.description}
      placeholder="industry=automotive"
      entries={Object.entries(labels).map(pair => pair.join('='))}
      problemOf={entry =>
        LABEL.test(entry)
          ? undefined
          : 'A label is written as name=value, without a space before the value'
      }
      onChange={entries => props.onChange(toLabels(entries))}
    />
  );
}

/** A name that comes again takes the newer value. */
function toLabels(entries: string[]): Labels {
  return Object.fromEntries(
    entries.map(entry => {
      const [, name, value] = LABEL.exec(entry) ?? [];
      return [name, value];
    }),
  );
}

export const labelsFormField = createFormField({
  name: 'LabelsField',
  component: LabelsField,
  schema: makeFieldSchema({ output: z => z.record(z.string(), z.string()) }),
});
