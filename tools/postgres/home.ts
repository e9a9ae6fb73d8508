import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canReach, type Account } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';

/** Where a server's data and programs lie. */
export interface ServerHome {
  dataFolder: string;
  binaries: PostgresBinaries;
}

const SHARED_STATE = '/var/lib/ananta';

/**
 * Data and programs, where the server's account can reach them. A checkout below
 * a private folder such as `/root` is closed to it: then both live below
 * `/var/lib/ananta`, and the data folder here is a link.
 */
export function prepareHome(
  dataFolder: string,
  binaries: PostgresBinaries,
  account: Account,
): ServerHome {
  if (
    canReach(account, dataFolder) &&
    canReach(account, binaries.postgres)
  ) {
    return { dataFolder, binaries };
  }
  const home = foreignHome(dataFolder);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  if (!existsSync(dataFolder)) {
    rmSync(dataFolder, { force: true });
    symlinkSync(join(home, 'postgres'), dataFolder);
  }
  return {
    dataFolder: join(home, 'postgres'),
    binaries: copyPrograms(binaries, home),
  };
}

/** Removes what `prepareHome` put elsewhere. */
export function removeHome(dataFolder: string): void {
  rmSync(foreignHome(dataFolder), { recursive: true, force: true });
}

function foreignHome(dataFolder: string): string {
  const name = createHash('sha256').update(dataFolder).digest('hex');
  return join(SHARED_STATE, name.slice(0, 16));
}

function copyPrograms(
  binaries: PostgresBinaries,
  home: string,
): PostgresBinaries {
  const native = join(home, 'programs');
  rmSync(native, { recursive: true, force: true });
  cpSync(dirname(dirname(binaries.postgres)), native, {
    recursive: true,
    verbatimSymlinks: true,
  });
  return {
    postgres: join(native, 'bin', 'postgres'),
    initdb: join(native, 'bin', 'initdb'),
  };
}
