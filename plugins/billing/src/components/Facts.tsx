import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Labelled facts, side by side where there is room. */
export function Facts(props: { children: ReactNode }) {
  return <dl className={styles.facts}>{props.children}</dl>;
}

/** @param props.wide - takes a row of its own */
export function Fact(props: {
  label: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div data-wide={props.wide || undefined}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
