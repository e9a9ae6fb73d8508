import { Link } from '@backstage/ui';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import { FactList, Section, ToneBadge } from '@ananta/ui';
import { paths } from '../../paths';
import { humanize } from '../words';
import styles from './cards.module.css';

/** The plan's limits and features, with this tenant's own laid over them. */
export function PlanCard({ tenant }: { tenant: Tenant }) {
  return (
    <Section
      title={`Plan ${humanize(tenant.planKey)}`}
      actions={
        <Link href={paths.planEntity(tenant.planKey)}>
          Version {tenant.planVersion}
        </Link>
      }
    >
      <FactList
        facts={Object.entries(tenant.limits).map(([name, limit]) => [
          humanize(name),
          limit === null ? 'Unlimited' : limit.toLocaleString('en'),
        ])}
      />
      <ul className={styles.features} aria-label="Features">
        {Object.entries(tenant.features).map(([name, on]) => (
          <li key={name}>
            <ToneBadge tone={on ? 'success' : 'neutral'}>
              {on ? humanize(name) : `No ${humanize(name).toLowerCase()}`}
            </ToneBadge>
          </li>
        ))}
      </ul>
    </Section>
  );
}
