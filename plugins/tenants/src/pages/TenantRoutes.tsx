import { Route, Routes } from 'react-router-dom';
import { TenantPage } from './TenantPage';
import { TenantsPage } from './TenantsPage';

/** `/tenants` and what lies under it. */
export function TenantRoutes() {
  return (
    <Routes>
      <Route path="/" element={<TenantsPage />} />
      <Route path=":tenantId/*" element={<TenantPage />} />
    </Routes>
  );
}
