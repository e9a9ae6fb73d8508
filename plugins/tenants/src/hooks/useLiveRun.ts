import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  FINISHED_RUN_STATUSES,
  type Run,
} from '@ananta/backstage-plugin-tenants-common';
import { useLoad } from '@ananta/ui';
import { tenantsApiRef, type StreamState } from '../api';

/** A run that stays up to date by itself until it has finished. */
export interface LiveRun {
  run?: Run;
  error?: unknown;
  isLoading: boolean;
  /** Absent when nothing more is to be expected. */
  stream?: StreamState;
  reload: () => void;
}

/** Reads a run once and then follows its live stream. */
export function useLiveRun(id: string): LiveRun {
  const api = useApi(tenantsApiRef);
  const first = useLoad(signal => api.getRun(id, signal), id);
  const [live, setLive] = useState<Run>();
  const [stream, setStream] = useState<StreamState>();
  const [error, setError] = useState<unknown>();

  const start = first.isStale ? undefined : first.data;
  useEffect(() => {
    setLive(start);
    setError(undefined);
    setStream(undefined);
    if (!start || FINISHED_RUN_STATUSES.includes(start.status)) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const listener = {
      onEvent: ({ run }: { run: Run }) => !signal.aborted && setLive(run),
      onState: (state: StreamState) => !signal.aborted && setStream(state),
    };
    api
      .followRun(start.id, start.lastEventId, listener, signal)
      .then(() => !signal.aborted && setStream(undefined))
      .catch(failure => !signal.aborted && setError(failure));
    return () => controller.abort();
  }, [api, start]);

  return {
    run: live?.id === id ? live : start,
    error: first.error ?? error,
    isLoading: first.isLoading || first.isStale,
    stream,
    reload: first.reload,
  };
}
