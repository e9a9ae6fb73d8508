import { ButtonLink, Flex } from '@backstage/ui';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import { RiEditLine, RiExternalLinkLine } from '@remixicon/react';
import { useAllowed } from '../../hooks/useAllowed';
import { ActButton, NOT_PERMITTED } from '../ActButton';

/** What can be done with a tenant from its page. */
export function TenantActs(props: { tenant: Tenant; onEdit: () => void }) {
  const { tenant, onEdit } = props;
  const { updateTenant } = useAllowed();
  return (
    <Flex gap="2" style={{ flexWrap: 'wrap' }}>
      <ActButton
        variant="secondary"
        iconStart={<RiEditLine aria-hidden />}
        onPress={onEdit}
        refusal={updateTenant ? undefined : NOT_PERMITTED}
      >
        Edit
      </ActButton>
      {tenant.portalUrl && (
        <ButtonLink
          href={tenant.portalUrl}
          target="_blank"
          variant="primary"
          iconEnd={<RiExternalLinkLine aria-label="(opens in a new tab)" />}
        >
          Open portal
        </ButtonLink>
      )}
    </Flex>
  );
}
