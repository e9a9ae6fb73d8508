import { ButtonLink, Flex } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Section, useLoad } from '@ananta/ui';
import type { Run } from '@ananta/backstage-plugin-tenants-common';
import { RiExternalLinkLine } from '@remixicon/react';
import { tenantsApiRef } from '../../api';
import { paths } from '../../paths';

/** Where to go when the tenant is ready. */
export function RunResult({ run }: { run: Run }) {
  const api = useApi(tenantsApiRef);
  const tenant = useLoad(
    signal => api.getTenant(run.tenantId, signal),
    run.tenantId,
  );
  return (
    <Section title="What now">
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        <ButtonLink href={paths.tenant(run.tenantId)} variant="primary">
          Open the tenant
        </ButtonLink>
        {tenant.data?.portalUrl && (
          <ButtonLink
            href={tenant.data.portalUrl}
            target="_blank"
            variant="secondary"
            iconEnd={<RiExternalLinkLine aria-label="(opens in a new tab)" />}
          >
            Open its portal
          </ButtonLink>
        )}
        <ButtonLink
          href={paths.catalogEntity(run.tenantKey)}
          variant="secondary"
        >
          See it in the catalog
        </ButtonLink>
      </Flex>
    </Section>
  );
}
