import { useState } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Checkbox, TextField } from '@backstage/ui';
import styles from './OptionalGroupField.module.css';

/** Texts by name; a group that nobody wants is empty. */
export type Group = Record<string, string>;

type Schema = FieldExtensionComponentProps<Group, GroupOptions>['schema'];

export interface GroupOptions {
  /** Names that must not be missing once the group is wanted. */
  required?: string[];
}

/** Texts that belong together and are only asked for when somebody ticks their title. */
export function OptionalGroupField(
  props: FieldExtensionComponentProps<Group, GroupOptions>,
) {
  const { schema, formData = {}, errorSchema, uiSchema, onChange } = props;
  const [isWanted, setWanted] = useState(Object.keys(formData).length > 0);
  const required = uiSchema?.['ui:options']?.required ?? [];

  const want = (wanted: boolean) => {
    setWanted(wanted);
    if (!wanted) {
      onChange({});
    }
  };
  const write = (name: string, text: string) => {
    const { [name]: _, ...others } = formData;
    onChange(text === '' ? others : { ...others, [name]: text });
  };

  return (
    <div className={styles.root}>
      <Checkbox isSelected={isWanted} onChange={want}>
        {schema.title}
      </Checkbox>
      {isWanted && (
        <div role="group" aria-label={schema.title} className={styles.fields}>
          {propertiesOf(schema).map(([name, property]) => (
            <TextField
              key={name}
              label={property.title ?? name}
              description={property.description}
              type={property.format === 'email' ? 'email' : 'text'}
              value={formData[name] ?? ''}
              onChange={text => write(name, text)}
              isRequired={required.includes(name)}
              isInvalid={Boolean(errorSchema?.[name]?.__errors?.length)}
              validationBehavior="aria"
              autoComplete="off"
            />
          ))}
        </div>
      )}
    </div>
  );
}

function propertiesOf(schema: Schema): Array<[string, Schema]> {
  return Object.entries(schema.properties ?? {}) as Array<[string, Schema]>;
}
