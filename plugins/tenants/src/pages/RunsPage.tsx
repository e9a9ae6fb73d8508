import { Button, Flex, Header, Select, ToggleButton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { RunStatus } from '@ananta/backstage-plugin-tenants-common';
import {
  EmptyState,
  statusOptions,
  useCursorPages,
  useLoad,
  usePageTitle,
  useUrlState,
} from '@ananta/ui';
import { RiPulseLine } from '@remixicon/react';
import { tenantsApiRef } from '../api';
import { PageBody } from '../components/PageBody';
import { ReadOnlyBanner } from '../components/ReadOnlyBanner';
import { RunsTable } from '../components/RunsTable';
import styles from './RunsPage.module.css';

const DEFAULTS = { status: [] as string[], attention: false, cursor: '' };
const REFRESH = 5_000;

/** Every run, newest first. */
export function RunsPage() {
  usePageTitle('Runs');
  const api = useApi(tenantsApiRef);
  const [view, setView] = useUrlState(DEFAULTS);
  const query = {
    status: view.status as RunStatus[],
    needsAttention: view.attention,
    cursor: view.cursor,
  };
  const page = useLoad(
    signal => api.listRuns(query, signal),
    JSON.stringify(query),
    { refreshEvery: REFRESH },
  );
  const pages = useCursorPages(view.cursor, cursor => setView({ cursor }));
  const isFiltered = view.status.length > 0 || view.attention;

  return (
    <>
      <Header
        title="Runs"
        description="What the platform does for tenants, step by step."
      />
      <PageBody>
        <ReadOnlyBanner />
        <Flex gap="3" align="end" style={{ flexWrap: 'wrap' }}>
          <Select
            className={styles.filter}
            label="Status"
            selectionMode="multiple"
            placeholder="Any"
            options={statusOptions('run')}
            value={view.status}
            onChange={chosen =>
              setView({ status: (chosen as string[]) ?? [], cursor: '' })
            }
          />
          <ToggleButton
            isSelected={view.attention}
            onChange={attention => setView({ attention, cursor: '' })}
          >
            Needs attention
          </ToggleButton>
        </Flex>
        <RunsTable
          page={page}
          hasPrevious={pages.hasPrevious}
          onNext={pages.next}
          onPrevious={pages.previous}
          emptyState={
            isFiltered ? (
              <EmptyState
                title="No run matches"
                action={
                  <Button variant="secondary" onPress={() => setView(DEFAULTS)}>
                    Show all runs
                  </Button>
                }
              />
            ) : (
              <EmptyState
                icon={<RiPulseLine />}
                title="No runs yet"
                description="Creating a tenant starts a run; each of its steps can be watched here."
              />
            )
          }
        />
      </PageBody>
    </>
  );
}
