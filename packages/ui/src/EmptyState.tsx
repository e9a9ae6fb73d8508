import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import styles from './EmptyState.module.css';

/** Says what would be here and how to get the first one. */
export function EmptyState(props: {
  title: string;
  description?: ReactNode;
  /** The act that leads out of emptiness. */
  action?: ReactNode;
  icon?: ReactNode;
}) {
  return (
    <div className={styles.root}>
      {props.icon && (
        <div className={styles.icon} aria-hidden>
          {props.icon}
        </div>
      )}
      <Text as="p" variant="body-large" weight="bold">
        {props.title}
      </Text>
      {props.description && (
        <Text as="p" variant="body-medium" color="secondary">
          {props.description}
        </Text>
      )}
      {props.action && <div className={styles.action}>{props.action}</div>}
    </div>
  );
}
