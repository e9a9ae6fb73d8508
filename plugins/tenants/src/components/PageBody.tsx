import type { ReactNode } from 'react';
import { Container, Flex } from '@backstage/ui';
import styles from './layout.module.css';

/** The padded column under a page's header. */
export function PageBody(props: { children: ReactNode }) {
  return (
    <Container className={styles.body}>
      <Flex direction="column" gap="4">
        {props.children}
      </Flex>
    </Container>
  );
}

/** Cards side by side, one under the other where the page is narrow. */
export function CardGrid(props: { children: ReactNode }) {
  return <div className={styles.cards}>{props.children}</div>;
}
