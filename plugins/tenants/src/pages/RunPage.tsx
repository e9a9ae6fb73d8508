import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Header, Skeleton } from '@backstage/ui';
import { ErrorPanel, Section, usePageTitle } from '@ananta/ui';
import type { Run } from '@ananta/backstage-plugin-tenants-common';
import { useParams } from 'react-router-dom';
import type { StreamState } from '../api';
import { PageBody } from '../components/PageBody';
import { ReadOnlyBanner } from '../components/ReadOnlyBanner';
import { RunActs } from '../components/run/RunActs';
import { RunBanner } from '../components/run/RunBanner';
import { RunFacts } from '../components/run/RunFacts';
import { RunProgress } from '../components/run/RunProgress';
import { RunResult } from '../components/run/RunResult';
import { RunTimeline } from '../components/run/RunTimeline';
import { RUN_TITLES } from '../components/words';
import { useLiveRun } from '../hooks/useLiveRun';
import { paths } from '../paths';
import styles from './RunPage.module.css';

/** One run, live. */
export function RunPage() {
  const { runId = '' } = useParams();
  const { run, error, isLoading, stream, reload } = useLiveRun(runId);
  const title = run && `${RUN_TITLES[run.type]} ${run.tenantName}`;
  usePageTitle(title ?? 'Run');

  return (
    <BreadcrumbEntry entry={{ label: title ?? 'Run', href: paths.run(runId) }}>
      <Header
        title={title ?? 'Run'}
        customActions={run && <RunActs run={run} />}
      />
      <PageBody>
        <ReadOnlyBanner />
        {error !== undefined && (
          <ErrorPanel
            error={error}
            title="The run could not be loaded"
            onRetry={reload}
          />
        )}
        {isLoading && !run && <LoadingRun />}
        {run && <RunView run={run} stream={stream} />}
      </PageBody>
    </BreadcrumbEntry>
  );
}

function RunView({ run, stream }: { run: Run; stream?: StreamState }) {
  return (
    <>
      <RunBanner run={run} />
      <div className={styles.columns}>
        <Section title="Steps">
          <div className={styles.progress}>
            <RunProgress run={run} stream={stream} />
          </div>
          <RunTimeline run={run} />
        </Section>
        <div className={styles.side}>
          {run.status === 'succeeded' && <RunResult run={run} />}
          <RunFacts run={run} />
        </div>
      </div>
    </>
  );
}

function LoadingRun() {
  return (
    <div
      className={styles.columns}
      role="status"
      aria-busy="true"
      aria-label="Loading"
    >
      <Skeleton width="100%" height={480} />
      <Skeleton width="100%" height={240} />
    </div>
  );
}
