import type { ReactElement } from 'react';
import {
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiLoader4Line,
} from '@remixicon/react';
import styles from './TenantKeyField.module.css';
import type { KeyCheck } from './useKeyCheck';

/** The live check's answer, read out by screen readers as it changes. */
export function KeyStatus({ check }: { check: KeyCheck }) {
  const { tone, icon, text } = describe(check);
  return (
    <div role="status" className={styles.status} data-tone={tone}>
      {icon}
      {text}
    </div>
  );
}

function describe(check: KeyCheck): {
  tone: 'neutral' | 'success' | 'danger' | 'warning';
  icon?: ReactElement;
  text: string;
} {
  switch (check.state) {
    case 'empty':
      return { tone: 'neutral', text: '' };
    case 'checking':
      return {
        tone: 'neutral',
        icon: <RiLoader4Line size={16} aria-hidden />,
        text: 'Checking whether this key is free …',
      };
    case 'free':
      return {
        tone: 'success',
        icon: <RiCheckboxCircleLine size={16} aria-hidden />,
        text: 'This key is free.',
      };
    case 'unknown':
      return {
        tone: 'warning',
        icon: <RiErrorWarningLine size={16} aria-hidden />,
        text: 'This key could not be checked just now; it is checked again when you go on.',
      };
    default:
      return {
        tone: 'danger',
        icon: <RiCloseCircleLine size={16} aria-hidden />,
        text:
          ('reason' in check && check.reason) || `This key is ${check.state}.`,
      };
  }
}
