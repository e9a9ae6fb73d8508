import { Link } from '@backstage/ui';
import {
  CopyableId,
  Duration,
  FactList,
  RelativeTime,
  Section,
} from '@ananta/ui';
import type { Run } from '@ananta/backstage-plugin-tenants-common';
import { paths } from '../../paths';
import { ActorName } from '../ActorName';

/** What a run is, beside its steps. */
export function RunFacts({ run }: { run: Run }) {
  return (
    <Section title="About this run">
      <FactList
        facts={[
          [
            'Tenant',
            <Link href={paths.tenant(run.tenantId)}>{run.tenantName}</Link>,
          ],
          ['Key', <CopyableId value={run.tenantKey} label="tenant key" />],
          ['Run', <CopyableId value={run.id} label="run id" short={12} />],
          ['Started by', <ActorName actor={run.startedBy} />],
          ['Started', <RelativeTime at={run.createdAt} />],
          ['Took', <Duration from={run.startedAt} to={run.finishedAt} />],
          ['Retry of', runLink(run.retryOf)],
          ['Retried by', runLink(run.retriedBy)],
        ]}
      />
    </Section>
  );
}

function runLink(id: string | undefined) {
  return id && <Link href={paths.run(id)}>the run …{id.slice(-12)}</Link>;
}
