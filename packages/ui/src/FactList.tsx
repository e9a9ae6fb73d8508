import { Fragment, type ReactNode } from 'react';
import styles from './FactList.module.css';

/** Names and values of facts; those without a value are left out. */
export function FactList(props: { facts: Array<[string, ReactNode]> }) {
  return (
    <dl className={styles.list}>
      {props.facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
