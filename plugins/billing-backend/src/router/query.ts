/** Query parameters, once the OpenAPI document has let them through. */

export function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

export function integer(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

export function list<T extends string>(value: unknown): T[] | undefined {
  return value === undefined ? undefined : ([value].flat() as T[]);
}
