import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import { FactList, RelativeTime, Section } from '@ananta/ui';
import { paths } from '../../paths';
import { CardGrid } from '../PageBody';
import { MODELS } from '../words';
import { ContactsCard } from './ContactsCard';
import { PlanCard } from './PlanCard';
import { SubscriptionCard } from './SubscriptionCard';

/** The facts of a tenant at a glance. */
export function OverviewTab({ tenant }: { tenant: Tenant }) {
  return (
    <CardGrid>
      <AboutCard tenant={tenant} />
      <SubscriptionCard tenant={tenant} />
      <PlanCard tenant={tenant} />
      <ContactsCard tenant={tenant} />
      <PlaceCard tenant={tenant} />
      <LabelsCard labels={tenant.labels} />
    </CardGrid>
  );
}

function AboutCard({ tenant }: { tenant: Tenant }) {
  return (
    <Section title="About">
      <FactList
        facts={[
          ['Owner', <EntityRefLink entityRef={tenant.ownerRef} />],
          ['Tenancy', MODELS[tenant.tenancyModel]],
          ['Region', tenant.region],
          ['Created', <RelativeTime at={tenant.createdAt} />],
          ['Provisioned', <RelativeTime at={tenant.provisionedAt} />],
          ['Changed', <RelativeTime at={tenant.updatedAt} />],
          [
            'Catalog',
            <Link href={paths.catalogEntity(tenant.key)}>Entity page</Link>,
          ],
        ]}
      />
    </Section>
  );
}

function PlaceCard({ tenant }: { tenant: Tenant }) {
  const { address } = tenant;
  return (
    <Section title="Place">
      <FactList
        facts={[
          ['App plane', tenant.appPlane],
          ['Organization', tenant.appPlaneOrgId],
          [
            'Portal',
            tenant.portalUrl && (
              <Link href={tenant.portalUrl} target="_blank">
                {tenant.portalUrl}
              </Link>
            ),
          ],
          ['Domains', tenant.domains.join(', ')],
          [
            'Address',
            address &&
              [
                address.line1,
                address.line2,
                [address.postalCode, address.city].filter(Boolean).join(' '),
                address.region,
                address.country,
              ]
                .filter(Boolean)
                .join(', '),
          ],
        ]}
      />
    </Section>
  );
}

function LabelsCard({ labels }: { labels: Record<string, string> }) {
  const entries = Object.entries(labels);
  if (entries.length === 0) {
    return null;
  }
  return (
    <Section title="Labels">
      <FactList facts={entries} />
    </Section>
  );
}
