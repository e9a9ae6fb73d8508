interface PostgresError extends Error {
  code: string;
  severity: string;
  constraint?: string;
}

function isPostgresError(error: Error): error is PostgresError {
  return 'severity' in error && 'code' in error;
}

/** Such an error without its words, which quote the values of the statement. */
function summaryOf(error: PostgresError): string {
  return `PostgreSQL error ${error.code} (${error.constraint ?? 'no constraint'})`;
}

/** An error whose message any log may show; see `describeError`. */
export function loggableError(error: unknown): Error {
  if (!(error instanceof Error)) {
    return new Error(describeError(error));
  }
  return isPostgresError(error) ? new Error(summaryOf(error)) : error;
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
  const frames = stack.split('\n').filter(line => /^\s+at /.test(line));
  return [summaryOf(error), ...frames].join('\n');
}
