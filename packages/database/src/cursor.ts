import { InputError } from '@backstage/errors';

/** A cursor that this server has not made, or not for this list. */
export class InvalidCursorError extends InputError {
  readonly code = 'invalid_cursor';
  readonly param = 'cursor';

  constructor() {
    super('The cursor is not valid for this list; start again without one');
  }
}

/** Makes an opaque cursor out of the order values of a page's last row. */
export function encodeCursor(values: unknown[]): string {
  return Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');
}

/**
 * Reads what `encodeCursor` wrote.
 *
 * @throws InvalidCursorError - when it is anything else
 */
export function decodeCursor(cursor: string): unknown[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursorError();
  }
  if (!Array.isArray(values)) {
    throw new InvalidCursorError();
  }
  return values;
}
