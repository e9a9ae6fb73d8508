import { Alert, ButtonLink } from '@backstage/ui';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import { paths } from '../../paths';

/** Leads to the run that has the tenant to itself, or that somebody must look at. */
export function TenantBanner({ tenant }: { tenant: Tenant }) {
  const runHref = tenant.currentRunId
    ? paths.run(tenant.currentRunId)
    : `${paths.tenant(tenant.id)}/runs`;
  if (tenant.needsAttention) {
    return (
      <Alert
        status="danger"
        icon
        title="Needs attention"
        description="A run of this tenant is stuck."
        customActions={<OpenRun href={runHref}>Look at the run</OpenRun>}
      />
    );
  }
  if (tenant.status === 'provisioning_failed') {
    return (
      <Alert
        status="danger"
        icon
        title="Provisioning failed, and everything was undone"
        description="Nothing of this tenant exists outside this page. A retry starts afresh."
        customActions={<OpenRun href={runHref}>See what happened</OpenRun>}
      />
    );
  }
  if (tenant.currentRunId) {
    return (
      <Alert
        status="info"
        icon
        title="A run is under way"
        customActions={<OpenRun href={runHref}>Watch it</OpenRun>}
      />
    );
  }
  return null;
}

function OpenRun(props: { href: string; children: string }) {
  return (
    <ButtonLink size="small" variant="secondary" href={props.href}>
      {props.children}
    </ButtonLink>
  );
}
