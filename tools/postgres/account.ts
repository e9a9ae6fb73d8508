import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whom the PostgreSQL server runs as; nothing means ourselves. */
export interface Account {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root. Root therefore lends it the machine's
 * `postgres` account, or `nobody` where there is none.
 */
export function accountForServer(): Account {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const [uid, gid] = idsOf('postgres') ?? idsOf('nobody') ?? [];
  if (uid === undefined) {
    throw new Error(
      'PostgreSQL does not run as root, and there is no account postgres or nobody to lend it',
    );
  }
  return { uid, gid };
}

function idsOf(name: string): [number, number] | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map(flag =>
      Number(
        execFileSync('id', [flag, name], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }),
      ),
    );
    return [uid, gid];
  } catch {
    return undefined;
  }
}

/** Whether an account may pass through every folder above a path. */
export function canReach(account: Account, path: string): boolean {
  if (account.uid === undefined) {
    return true;
  }
  const folder = dirname(path);
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (folder === '/' || canReach(account, folder));
}
