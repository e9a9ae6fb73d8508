import type { ReactNode } from 'react';
import { Container, Flex } from '@backstage/ui';
import styles from './PageBody.module.css';

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
