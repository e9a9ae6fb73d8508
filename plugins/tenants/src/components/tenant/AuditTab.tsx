import { useState } from 'react';
import { Button, Flex, Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { AuditEventView } from '@ananta/backstage-plugin-tenants-common';
import {
  EmptyState,
  ErrorPanel,
  Section,
  useCursorPages,
  useLoad,
} from '@ananta/ui';
import { tenantsApiRef } from '../../api';
import { AuditEvent } from './AuditEvent';
import styles from './AuditEvent.module.css';

/** Every business act on the tenant, with what it changed. */
export function AuditTab({ tenantId }: { tenantId: string }) {
  const api = useApi(tenantsApiRef);
  const [cursor, setCursor] = useState('');
  const page = useLoad(
    signal => api.listAuditEvents(tenantId, { cursor }, signal),
    `${tenantId} ${cursor}`,
  );
  const pages = useCursorPages(cursor, setCursor);
  if (page.error) {
    return (
      <ErrorPanel
        error={page.error}
        title="The audit trail could not be loaded"
        onRetry={page.reload}
      />
    );
  }
  if (!page.data) {
    return <Skeleton width="100%" height={240} />;
  }
  return (
    <Section title="Audit trail">
      <EventList events={page.data.items} />
      {(page.data.hasMore || pages.hasPrevious) && (
        <Flex gap="2" justify="end">
          <Button
            variant="secondary"
            onPress={pages.previous}
            isDisabled={!pages.hasPrevious}
          >
            Newer
          </Button>
          <Button
            variant="secondary"
            onPress={() => pages.next(page.data?.cursor)}
            isDisabled={!page.data.hasMore}
          >
            Older
          </Button>
        </Flex>
      )}
    </Section>
  );
}

function EventList({ events }: { events: AuditEventView[] }) {
  return events.length === 0 ? (
    <EmptyState title="Nothing happened yet" />
  ) : (
    <ol className={styles.events} aria-label="Acts">
      {events.map(event => (
        <AuditEvent key={event.id} event={event} />
      ))}
    </ol>
  );
}
