const REDACTED = '[redacted]';

/** Names of members that hold what no record may: matched anywhere in the name. */
const SECRET_NAMES =
  /password|passphrase|secret|token|credential|authorization|cookie|private.?key|api.?key|signing.?key|key.?material/i;

/** A copy in which every member that is named like a secret is replaced, at any depth. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(redact);
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      SECRET_NAMES.test(name) ? REDACTED : redact(member),
    ]),
  );
}
