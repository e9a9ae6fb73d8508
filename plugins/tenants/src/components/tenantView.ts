/** What the tenant list shows, as its address says it. */
export interface TenantView {
  q: string;
  status: string[];
  plan: string;
  model: string;
  region: string;
  attention: boolean;
  /** As the API sorts: a field, `-` before it for descending. */
  sort: string;
  cursor: string;
}

/** The list as it opens: everything, newest first. */
export const TENANT_VIEW_DEFAULTS: TenantView = {
  q: '',
  status: [],
  plan: '',
  model: '',
  region: '',
  attention: false,
  sort: '-createdAt',
  cursor: '',
};

/** Whether the view leaves any tenant out. */
export function isFiltered(view: TenantView): boolean {
  return (
    view.status.length > 0 ||
    view.attention ||
    [view.q, view.plan, view.model, view.region].some(value => value !== '')
  );
}
