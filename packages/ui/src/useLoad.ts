import { useCallback, useEffect, useRef, useState } from 'react';

/** What a screen knows about something that it loads. */
export interface Loaded<T> {
  /** The last answer; stays while a newer one is on its way or has failed. */
  data?: T;
  error?: unknown;
  /** Nothing was answered yet. */
  isLoading: boolean;
  /** `data` is of an earlier question. */
  isStale: boolean;
  reload: () => void;
}

/**
 * Loads something, again whenever `key` changes and, if asked, at an interval
 * while the page is visible. Answers that come too late are dropped.
 *
 * @param key - everything that the question depends on, as one string
 */
export function useLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
  key: string,
  options: { refreshEvery?: number; skip?: boolean } = {},
): Loaded<T> {
  const { refreshEvery, skip = false } = options;
  const loadRef = useRef(load);
  loadRef.current = load;
  const [answer, setAnswer] = useState<{
    key?: string;
    data?: T;
    error?: unknown;
  }>({});
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound(current => current + 1), []);

  useEffect(() => {
    if (skip) {
      return undefined;
    }
    const controller = new AbortController();
    loadRef.current(controller.signal).then(
      data => {
        if (!controller.signal.aborted) {
          setAnswer({ key, data });
        }
      },
      error => {
        if (!controller.signal.aborted) {
          setAnswer(previous => ({
            key,
            error,
            data: previous.key === key ? previous.data : undefined,
          }));
        }
      },
    );
    return () => controller.abort();
  }, [key, round, skip]);

  useEffect(() => {
    if (refreshEvery === undefined || skip) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        reload();
      }
    }, refreshEvery);
    return () => clearInterval(timer);
  }, [refreshEvery, reload, skip]);

  const isStale = answer.key !== key;
  return {
    data: answer.data,
    error: isStale ? undefined : answer.error,
    isLoading: !skip && isStale && answer.data === undefined,
    isStale: isStale && answer.data !== undefined,
    reload,
  };
}
