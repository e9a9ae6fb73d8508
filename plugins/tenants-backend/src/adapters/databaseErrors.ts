import { PortError } from '@ananta/backstage-plugin-tenants-node';

const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P03', // cannot_connect_now: starting up or shutting down
  '53300', // too_many_connections
]);
const CONNECTION_LOST = new Set(['57P01', '57P02', '08006', '08003', '08000']);
const BROKEN_CONNECTION = /connection|socket|ECONNRESET|EPIPE|ETIMEDOUT/i;
const DATA_EXCEPTION = /^22/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * Classifies what a database answered. The statement is left out of the
 * message, since it may carry what must not be shown.
 */
export function toPortError(error: unknown): PortError {
  if (error instanceof PortError) {
    return error;
  }
  const { code, name, message } = asError(error);
  if (NOT_REACHED.has(code) || name === 'KnexTimeoutError') {
    return new PortError(
      'retryable',
      'connection_refused',
      'The database could not be reached',
    );
  }
  if (
    CONNECTION_LOST.has(code) ||
    (!SQLSTATE.test(code) && BROKEN_CONNECTION.test(`${code} ${message}`))
  ) {
    return new PortError(
      'unknown',
      'connection_lost',
      'The connection to the database ended before it had answered',
    );
  }
  if (!SQLSTATE.test(code)) {
    return new PortError(
      'unknown',
      'internal',
      'Something unexpected went wrong in the adapter',
      { cause: error },
    );
  }
  const said = `The database refused (${code}): ${withoutStatement(message)}`;
  if (code === '42501') {
    return new PortError('final', 'insufficient_privilege', said);
  }
  if (DATA_EXCEPTION.test(code)) {
    return new PortError('final', 'invalid_input', said);
  }
  return new PortError('retryable', 'database_error', said);
}

function asError(error: unknown): {
  code: string;
  name: string;
  message: string;
} {
  const { code, name, message } = (error ?? {}) as Record<string, unknown>;
  return {
    code: String(code ?? ''),
    name: String(name ?? ''),
    message: String(message ?? ''),
  };
}

/** Knex puts the statement and ` - ` before the server's own words. */
function withoutStatement(message: string): string {
  return message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '');
}
