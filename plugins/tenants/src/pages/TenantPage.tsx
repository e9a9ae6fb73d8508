import { useState } from 'react';
import { Header, Skeleton } from '@backstage/ui';
import { BreadcrumbEntry, useApi } from '@backstage/frontend-plugin-api';
import type { Tenant } from '@ananta/backstage-plugin-tenants-common';
import {
  CopyableId,
  ErrorPanel,
  StatusBadge,
  useLoad,
  usePageTitle,
} from '@ananta/ui';
import { Route, Routes, useParams } from 'react-router-dom';
import { tenantsApiRef } from '../api';
import { PageBody } from '../components/PageBody';
import { ReadOnlyBanner } from '../components/ReadOnlyBanner';
import { AuditTab } from '../components/tenant/AuditTab';
import { EditTenantDialog } from '../components/tenant/EditTenantDialog';
import { OverviewTab } from '../components/tenant/OverviewTab';
import { ResourcesTab } from '../components/tenant/ResourcesTab';
import { RunsTab } from '../components/tenant/RunsTab';
import { TenantActs } from '../components/tenant/TenantActs';
import { TenantBanner } from '../components/tenant/TenantBanner';
import { humanize, MODELS } from '../components/words';
import { paths } from '../paths';

const REFRESH = 10_000;

/** One tenant with everything that is known of it. */
export function TenantPage() {
  const { tenantId = '', '*': tab = '' } = useParams();
  const api = useApi(tenantsApiRef);
  const [editing, setEditing] = useState(false);
  const {
    data: tenant,
    error,
    isLoading,
    reload,
  } = useLoad(signal => api.getTenant(tenantId, signal), tenantId, {
    refreshEvery: REFRESH,
  });
  usePageTitle(tenant?.name ?? 'Tenant');

  return (
    <BreadcrumbEntry
      entry={{ label: tenant?.name ?? 'Tenant', href: paths.tenant(tenantId) }}
    >
      <Header
        title={tenant?.name ?? 'Tenant'}
        metadata={tenant && metadataOf(tenant)}
        tabs={tenant && tabsOf(tenant)}
        activeTabId={tab.split('/')[0] || 'overview'}
        customActions={
          tenant && (
            <TenantActs tenant={tenant} onEdit={() => setEditing(true)} />
          )
        }
      />
      <PageBody>
        <ReadOnlyBanner />
        {error !== undefined && (
          <ErrorPanel
            error={error}
            title="The tenant could not be loaded"
            onRetry={reload}
          />
        )}
        {isLoading && <Skeleton width="100%" height={360} />}
        {tenant && (
          <>
            <TenantBanner tenant={tenant} />
            <TenantTabs tenant={tenant} />
            <EditTenantDialog
              tenant={tenant}
              isOpen={editing}
              onClose={() => setEditing(false)}
              onSaved={reload}
            />
          </>
        )}
      </PageBody>
    </BreadcrumbEntry>
  );
}

function TenantTabs({ tenant }: { tenant: Tenant }) {
  return (
    <Routes>
      <Route path="/" element={<OverviewTab tenant={tenant} />} />
      <Route path="runs" element={<RunsTab tenantId={tenant.id} />} />
      <Route path="resources" element={<ResourcesTab tenantId={tenant.id} />} />
      <Route path="audit" element={<AuditTab tenantId={tenant.id} />} />
    </Routes>
  );
}

function metadataOf(tenant: Tenant) {
  return [
    {
      label: 'Status',
      value: <StatusBadge of="tenant" status={tenant.status} />,
    },
    {
      label: 'Key',
      value: <CopyableId value={tenant.key} label="tenant key" />,
    },
    { label: 'Plan', value: humanize(tenant.planKey) },
    { label: 'Model', value: MODELS[tenant.tenancyModel] },
  ];
}

function tabsOf(tenant: Tenant) {
  const base = paths.tenant(tenant.id);
  return [
    { id: 'overview', label: 'Overview', href: base },
    { id: 'runs', label: 'Runs', href: `${base}/runs` },
    { id: 'resources', label: 'Resources', href: `${base}/resources` },
    { id: 'audit', label: 'Audit', href: `${base}/audit` },
  ];
}
