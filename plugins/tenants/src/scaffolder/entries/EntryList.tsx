import { type KeyboardEvent, useState } from 'react';
import { Button, Flex, Tag, TagGroup, TextField } from '@backstage/ui';
import styles from './EntryList.module.css';

/** A short list of short texts: typed one by one, shown as tags, removed one by one. */
export function EntryList(props: {
  label: string;
  description?: string;
  placeholder?: string;
  entries: string[];
  /** What is wrong with an entry, or nothing. */
  problemOf: (entry: string) => string | undefined;
  onChange: (entries: string[]) => void;
}) {
  const { label, entries, onChange } = props;
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();

  const add = () => {
    const entry = text.trim();
    const found = entry ? props.problemOf(entry) : undefined;
    setProblem(found);
    if (entry && !found) {
      onChange([...new Set([...entries, entry])]);
      setText('');
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      add();
    }
  };

  return (
    <div className={styles.root}>
      <Flex align="end" gap="2">
        <TextField
          className={styles.input}
          label={label}
          description={props.description}
          placeholder={props.placeholder}
          value={text}
          onChange={setText}
          onKeyDown={onKeyDown}
          isInvalid={problem !== undefined}
          validationBehavior="aria"
          autoComplete="off"
        />
        <Button
          variant="secondary"
          onPress={add}
          aria-label={`Add to ${label}`}
        >
          Add
        </Button>
      </Flex>
      <div role="status" className={styles.problem}>
        {problem}
      </div>
      {entries.length > 0 && (
        <TagGroup
          aria-label={label}
          onRemove={keys => onChange(entries.filter(entry => !keys.has(entry)))}
        >
          {entries.map(entry => (
            <Tag key={entry} id={entry} textValue={entry}>
              {entry}
            </Tag>
          ))}
        </TagGroup>
      )}
    </div>
  );
}
