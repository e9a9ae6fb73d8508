export { ContactStore, type NewContact } from './ContactStore';
export { DomainStore } from './DomainStore';
export { EventStore, type NewTenantEvent } from './EventStore';
export { ResourceStore, type PlannedResource } from './ResourceStore';
export {
  CATALOG_HINTS_QUEUE,
  TenantJournal,
  type TenantAct,
} from './TenantJournal';
export { TenantStore, type NewTenant, type TenantChange } from './TenantStore';
