/** One member that an act changed; an absent side didn't exist. */
export interface Difference {
  /** Dotted path: `address.city`. */
  path: string;
  before?: string;
  after?: string;
}

type Members = Record<string, unknown>;

/** Members that differ between two states, at the depth where they differ. */
export function diffOf(
  before: Members = {},
  after: Members = {},
): Difference[] {
  const old = flatten(before);
  const current = flatten(after);
  const paths = new Set([...old.keys(), ...current.keys()]);
  return [...paths]
    .map(path => ({ path, before: old.get(path), after: current.get(path) }))
    .filter(difference => difference.before !== difference.after);
}

function flatten(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    return new Map([[path, typeof value === 'string' ? value : String(value)]]);
  }
  const members = new Map<string, string>();
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) {
      const inner = flatten(member, path ? `${path}.${name}` : name);
      inner.forEach((text, innerPath) => members.set(innerPath, text));
    }
  }
  return members;
}
