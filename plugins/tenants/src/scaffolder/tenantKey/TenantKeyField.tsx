import { useEffect, useRef } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { TextField } from '@backstage/ui';
import { KeyStatus } from './KeyStatus';
import { suggestKey } from './suggestKey';
import styles from './TenantKeyField.module.css';
import { useKeyCheck } from './useKeyCheck';

/**
 * The key of a tenant to be. It follows the form's `name` until somebody types
 * a key, and says at once whether it can be had.
 */
export function TenantKeyField(props: FieldExtensionComponentProps<string>) {
  const { formContext, onChange, required, disabled, schema } = props;
  const key = props.formData ?? '';
  const name: string = formContext?.formData?.name ?? '';
  const suggestion = suggestKey(name);
  const typed = useRef(key !== '' && key !== suggestion);

  useEffect(() => {
    if (!typed.current && suggestion !== key) {
      onChange(suggestion || undefined);
    }
  }, [suggestion, key, onChange]);

  const type = (value: string) => {
    typed.current = value !== '';
    onChange(value.trim().toLowerCase() || undefined);
  };

  const check = useKeyCheck(key);
  const refused = ['taken', 'reserved', 'malformed'].includes(check.state);
  return (
    <div className={styles.root}>
      <TextField
        label={schema.title ?? 'Key'}
        description={schema.description}
        value={key}
        onChange={type}
        isRequired={required}
        isDisabled={disabled}
        isInvalid={refused}
        validationBehavior="aria"
        autoComplete="off"
        spellCheck="false"
      />
      <KeyStatus check={check} />
    </div>
  );
}
