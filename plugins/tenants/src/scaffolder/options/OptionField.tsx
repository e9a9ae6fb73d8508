import type { TenantOptions } from '@ananta/backstage-plugin-tenants-common';
import { ErrorPanel, useLoad } from '@ananta/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Select, Skeleton } from '@backstage/ui';
import { tenantsApiRef } from '../../api';

interface Choice {
  value: string;
  label: string;
}

/** A field that chooses from what this installation offers; the first is the default. */
export function createOptionField(
  label: string,
  choicesOf: (options: TenantOptions) => Choice[],
) {
  return function OptionField(props: FieldExtensionComponentProps<string>) {
    const { schema, formData, onChange, disabled } = props;
    const api = useApi(tenantsApiRef);
    const { data, error, reload } = useLoad(
      signal => api.getOptions(signal),
      'options',
    );
    const title = schema.title ?? label;
    if (error && !data) {
      return (
        <ErrorPanel
          error={error}
          title={`${title}: what there is could not be loaded`}
          onRetry={reload}
        />
      );
    }
    if (!data) {
      return <Skeleton height={64} />;
    }
    const choices = choicesOf(data);
    return (
      <Select
        label={title}
        description={schema.description}
        options={choices}
        value={formData ?? choices[0]?.value}
        onChange={chosen => onChange(String(chosen))}
        isDisabled={disabled}
        validationBehavior="aria"
      />
    );
  };
}
