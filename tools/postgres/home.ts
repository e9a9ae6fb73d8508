import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
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
  if (canReach(account, dataFolder) && canReach(account, binaries.postgres)) {
    return { dataFolder, binaries };
  }
  const home = foreignHome(dataFolder);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  if (!lstatSync(dataFolder, { throwIfNoEntry: false })) {
    symlinkSync(join(home, 'postgres'), dataFolder);
  }
  return {
    dataFolder: join(home, 'postgres'),
    binaries: copyPrograms(binaries),
  };
}

/** Removes what `prepareHome` put elsewhere. */
export function removeHome(dataFolder: string): void {
  rmSync(foreignHome(dataFolder), { recursive: true, force: true });
}

/** A temporary folder that the server's account can pass through. */
export function createTemporaryHome(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o711);
  return folder;
}

function foreignHome(dataFolder: string): string {
  return join(SHARED_STATE, hashOf(dataFolder));
}

/** Once for all data folders of this checkout, and moved into place whole. */
function copyPrograms(binaries: PostgresBinaries): PostgresBinaries {
  const native = dirname(dirname(binaries.postgres));
  const version = readFileSync(join(native, '..', 'package.json'), 'utf8');
  const copy = join(SHARED_STATE, `programs-${hashOf(native + version)}`);
  if (!existsSync(copy)) {
    const half = mkdtempSync(`${copy}-`);
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    chmodSync(half, 0o755);
    renameSync(half, copy);
  }
  return {
    postgres: join(copy, 'bin', 'postgres'),
    initdb: join(copy, 'bin', 'initdb'),
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
