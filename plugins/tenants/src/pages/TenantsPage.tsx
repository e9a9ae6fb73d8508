import { ButtonLink, Header } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { TenancyModel } from '@ananta/backstage-plugin-billing-common';
import type {
  TenantListQuery,
  TenantStatus,
} from '@ananta/backstage-plugin-tenants-common';
import { useCursorPages, useLoad, usePageTitle, useUrlState } from '@ananta/ui';
import { RiAddLine } from '@remixicon/react';
import { tenantsApiRef } from '../api';
import { PageBody } from '../components/PageBody';
import { ReadOnlyBanner } from '../components/ReadOnlyBanner';
import { TenantFilters } from '../components/TenantFilters';
import { TenantsTable } from '../components/TenantsTable';
import {
  isFiltered,
  TENANT_VIEW_DEFAULTS,
  type TenantView,
} from '../components/tenantView';
import { useAllowed } from '../hooks/useAllowed';
import { paths } from '../paths';

const REFRESH = 15_000;

/** Every tenant, to be searched, filtered, sorted and opened. */
export function TenantsPage() {
  usePageTitle('Tenants');
  const api = useApi(tenantsApiRef);
  const { createTenant } = useAllowed();
  const [view, setView] = useUrlState(TENANT_VIEW_DEFAULTS);
  const query = queryOf(view);
  const page = useLoad(
    signal => api.listTenants(query, signal),
    JSON.stringify(query),
    { refreshEvery: REFRESH },
  );
  const pages = useCursorPages(view.cursor, cursor => setView({ cursor }));
  const change = (patch: Partial<TenantView>) =>
    setView({ ...patch, cursor: '' });

  return (
    <>
      <Header
        title="Tenants"
        description="Every customer that the platform serves, and how each one is doing."
        customActions={createTenant ? <NewTenantLink /> : undefined}
      />
      <PageBody>
        <ReadOnlyBanner />
        <TenantFilters view={view} onChange={change} />
        <TenantsTable
          page={page}
          sort={view.sort}
          onSortChange={sort => change({ sort })}
          hasPrevious={pages.hasPrevious}
          onNext={pages.next}
          onPrevious={pages.previous}
          isFiltered={isFiltered(view)}
          onClear={() => change(TENANT_VIEW_DEFAULTS)}
          firstAct={createTenant ? <NewTenantLink /> : undefined}
        />
      </PageBody>
    </>
  );
}

function NewTenantLink() {
  return (
    <ButtonLink
      href={paths.newTenant}
      variant="primary"
      iconStart={<RiAddLine aria-hidden />}
    >
      New tenant
    </ButtonLink>
  );
}

function queryOf(view: TenantView): TenantListQuery {
  return {
    q: view.q.trim(),
    status: view.status as TenantStatus[],
    planKey: view.plan,
    tenancyModel: (view.model || undefined) as TenancyModel | undefined,
    region: view.region,
    needsAttention: view.attention,
    sort: view.sort,
    cursor: view.cursor,
  };
}
