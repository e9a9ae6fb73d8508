import {
  type FieldExtensionComponentProps,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EntryList } from './EntryList';

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

function DomainsField(props: FieldExtensionComponentProps<string[]>) {
  return (
    <EntryList
      label={props.schema.title ?? 'Domains'}
      description={props.schema.description}
      placeholder="acme.example"
      entries={props.formData ?? []}
      problemOf={domain =>
        DOMAIN.test(domain) ? undefined : `'${domain}' is not a domain name`
      }
      onChange={domains =>
        props.onChange(domains.map(domain => domain.toLowerCase()))
      }
    />
  );
}

export const domainsFormField = createFormField({
  name: 'DomainsField',
  component: DomainsField,
  schema: makeFieldSchema({ output: z => z.array(z.string()) }),
});
