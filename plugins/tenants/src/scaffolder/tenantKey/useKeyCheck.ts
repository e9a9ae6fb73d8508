import { useEffect, useState } from 'react';
import {
  findTenantKeyProblem,
  type KeyAvailability,
} from '@ananta/backstage-plugin-tenants-common';
import { useLoad } from '@ananta/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { tenantsApiRef } from '../../api';

const DEBOUNCE_MS = 250;

/** What is known about a key while it is being typed. */
export type KeyCheck =
  | { state: 'empty' | 'checking' }
  | { state: KeyAvailability['state']; reason?: string }
  | { state: 'unknown' };

/** Asks whether a key is free, once its typing has paused. */
export function useKeyCheck(key: string): KeyCheck {
  const api = useApi(tenantsApiRef);
  const settled = useDebounced(key);
  const problem = key ? findTenantKeyProblem(key) : undefined;
  const skip = !key || Boolean(problem) || settled !== key;
  const { data, error } = useLoad(
    signal => api.checkKey(settled, signal),
    settled,
    { skip },
  );
  if (!key) {
    return { state: 'empty' };
  }
  if (problem) {
    return problem;
  }
  if (data?.key === key) {
    return { state: data.state, reason: data.reason };
  }
  return { state: error && !skip ? 'unknown' : 'checking' };
}

function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
