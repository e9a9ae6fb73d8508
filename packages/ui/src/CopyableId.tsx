import { useState } from 'react';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import styles from './CopyableId.module.css';

/** An identifier in monospace with a button that copies it. */
export function CopyableId(props: {
  value: string;
  /** What is copied, for the button's name: "run id". */
  label: string;
  /** Shows this many characters only; the whole value is copied all the same. */
  short?: number;
}) {
  const { value, label, short } = props;
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  const shown =
    short !== undefined && value.length > short
      ? `…${value.slice(-short)}`
      : value;
  return (
    <span className={styles.root}>
      <code title={value}>{shown}</code>
      <button
        type="button"
        className={styles.button}
        aria-label={`Copy ${label}`}
        onClick={copy}
        onBlur={() => setCopied(false)}
      >
        {copied ? (
          <RiCheckLine size={14} aria-hidden />
        ) : (
          <RiFileCopyLine size={14} aria-hidden />
        )}
      </button>
      <span role="status" className={styles.announcement}>
        {copied ? 'Copied' : ''}
      </span>
    </span>
  );
}
