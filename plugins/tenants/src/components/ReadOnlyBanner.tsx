import { Alert } from '@backstage/ui';
import { useAllowed } from '../hooks/useAllowed';

/** Tells support why nothing here can be changed. */
export function ReadOnlyBanner() {
  const { readOnly } = useAllowed();
  return readOnly ? (
    <Alert
      status="info"
      icon
      title="Read-only view"
      description="You see everything here; your role changes nothing."
    />
  ) : null;
}
