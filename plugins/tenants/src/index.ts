export { tenantsPlugin as default } from './plugin';
export * from './api/TenantsApi';
export { useAllowed, type Allowed } from './hooks/useAllowed';
export { useLiveRun, type LiveRun } from './hooks/useLiveRun';
export { RunTimeline } from './components/run/RunTimeline';
export { RunProgress } from './components/run/RunProgress';
export { RunsTable } from './components/RunsTable';
export { paths } from './paths';
export { newTenantFormModule } from './scaffolder';
