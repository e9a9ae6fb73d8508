import type { ReactNode } from 'react';
import styles from './ScrollArea.module.css';

/** Content that may be wider than its place: it scrolls sideways, by keyboard too. */
export function ScrollArea(props: {
  /** What scrolls, for those who reach it by keyboard. */
  label: string;
  children: ReactNode;
}) {
  return (
    <div
      className={styles.area}
      role="group"
      aria-label={props.label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {props.children}
    </div>
  );
}
