const UNIQUE_VIOLATION = '23505';

/** Whether PostgreSQL refused a row because one like it exists, by `constraint` if given. */
export function isUniqueViolation(
  error: unknown,
  constraint?: string,
): boolean {
  const { code, constraint: violated } = (error ?? {}) as {
    code?: unknown;
    constraint?: unknown;
  };
  return (
    code === UNIQUE_VIOLATION &&
    (constraint === undefined || violated === constraint)
  );
}
