interface PostgresError extends Error {
  code: string;
  severity: string;
  constraint?: string;
}

function isPostgresError(error: Error): error is PostgresError {
  return 'severity' in error && 'code' in error;
}

/**
 * An error as a log may show it, with its stack. What PostgreSQL says about a
 * failed statement quotes its values, and those may be anybody's secrets: of
 * its errors only the code and the constraint remain.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return `Something that is no error was thrown: ${typeof error}`;
  }
  const stack = error.stack ?? `${error.name}: ${error.message}`;
  if (!isPostgresError(error)) {
    return stack;
  }
  const reason = error.constraint ?? 'no constraint';
  const frames = stack.split('\n').filter(line => /^\s+at /.test(line));
  return [`PostgreSQL error ${error.code} (${reason})`, ...frames].join('\n');
}
