import { Select } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '@ananta/ui';

const MOST = 200;

/** Chooses among the groups of the catalog; the present owner is always among them. */
export function OwnerSelect(props: {
  value: string;
  onChange: (ownerRef: string) => void;
}) {
  const { value, onChange } = props;
  const catalog = useApi(catalogApiRef);
  const { data } = useLoad(
    () =>
      catalog.queryEntities({
        filter: { kind: 'Group' },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'spec.profile.displayName',
        ],
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: MOST,
      }),
    'groups',
  );
  const groups = (data?.items ?? []).map(group => ({
    value: stringifyEntityRef(group),
    label: group.metadata.title ?? group.metadata.name,
  }));
  const isKnown = groups.some(group => group.value === value);
  return (
    <Select
      label="Looked after by"
      options={isKnown ? groups : [{ value, label: value }, ...groups]}
      value={value}
      onChange={chosen => onChange(String(chosen))}
    />
  );
}
