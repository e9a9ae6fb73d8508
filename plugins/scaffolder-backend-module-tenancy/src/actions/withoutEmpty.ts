/** What a form hands on for a field that nobody filled in means "not given". */
export function withoutEmpty<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object)
      .map(([key, value]) => [key, withoutEmptyMembers(value)])
      .filter(([, value]) => !isEmpty(value)),
  ) as T;
}

function withoutEmptyMembers(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutEmptyMembers).filter(item => !isEmpty(item));
  }
  return isObject(value) ? withoutEmpty(value) : value;
}

function isEmpty(value: unknown): boolean {
  if (isObject(value)) {
    return Object.keys(value).length === 0;
  }
  return value === undefined || value === null || value === '';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
