import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

type UrlValue = string | boolean | string[];

/** The general type of a member, for defaults whose literal types are narrower. */
type Widen<T> = T extends string
  ? string
  : T extends boolean
    ? boolean
    : T extends readonly (infer E)[]
      ? E[]
      : T;
type UrlState<T> = { [K in keyof T]: Widen<T[K]> };

/**
 * State that lives in the address, so that a view can be shared and survives a
 * reload. Members that equal their default are left out of the address; a patch
 * replaces the entry in the browser's history.
 *
 * @param defaults - a constant: what a missing parameter means
 */
export function useUrlState<T extends { [K in keyof T]: UrlValue }>(
  defaults: T,
): [UrlState<T>, (patch: Partial<UrlState<T>>) => void] {
  const [params, setParams] = useSearchParams();

  const state = useMemo(() => readState(params, defaults), [params, defaults]);
  const patch = useCallback(
    (changes: Partial<UrlState<T>>) =>
      setParams(current => writeState(current, defaults, changes), {
        replace: true,
      }),
    [setParams, defaults],
  );
  return [state, patch];
}

function readState<T extends { [K in keyof T]: UrlValue }>(
  params: URLSearchParams,
  defaults: T,
): UrlState<T> {
  const entries = Object.entries<UrlValue>(defaults).map(([name, fallback]) => {
    if (Array.isArray(fallback)) {
      return [name, params.has(name) ? params.getAll(name) : fallback];
    }
    const value = params.get(name);
    if (typeof fallback === 'boolean') {
      return [name, value === null ? fallback : value === 'true'];
    }
    return [name, value ?? fallback];
  });
  return Object.fromEntries(entries) as UrlState<T>;
}

function writeState<T extends { [K in keyof T]: UrlValue }>(
  current: URLSearchParams,
  defaults: T,
  changes: Partial<UrlState<T>>,
): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const [name, value] of Object.entries(changes) as [string, UrlValue][]) {
    next.delete(name);
    if (String(value) !== String(defaults[name as keyof T])) {
      [value].flat().forEach(one => next.append(name, String(one)));
    }
  }
  return next;
}
