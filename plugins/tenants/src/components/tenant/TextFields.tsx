import { TextField } from '@backstage/ui';
import styles from './ContactFields.module.css';

/** One text of a group. */
export interface TextOf<T> {
  name: keyof T & string;
  label: string;
  description?: string;
  placeholder?: string;
}

/** Texts that belong together, under a legend. */
export function TextFields<T extends Partial<Record<keyof T, string>>>(props: {
  legend: string;
  fields: Array<TextOf<T>>;
  texts: T;
  onChange: (texts: T) => void;
}) {
  const { legend, fields, texts, onChange } = props;
  return (
    <fieldset className={styles.contact}>
      <legend>{legend}</legend>
      <div className={styles.fields}>
        {fields.map(({ name, ...field }) => (
          <TextField
            key={name}
            {...field}
            value={texts[name] ?? ''}
            onChange={text => onChange({ ...texts, [name]: text })}
            validationBehavior="aria"
            autoComplete="off"
          />
        ))}
      </div>
    </fieldset>
  );
}
