import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import {
  hashFiles,
  isStamped,
  screenSources,
  stamp,
  yarn,
} from './workspace.ts';

const INSTALL_STAMP = join(ROOT, 'node_modules', '.ananta-installed');
const BUILD_STAMP = join(ROOT, 'packages', 'app', 'dist', '.ananta-built');

/** Installs what `yarn.lock` names, when it isn't there yet. */
export async function ensureInstalled(): Promise<void> {
  const hash = hashFiles(['yarn.lock']);
  if (!isStamped(INSTALL_STAMP, hash)) {
    await timed('Installing dependencies', () =>
      yarn(['install', '--immutable']),
    );
    stamp(INSTALL_STAMP, hash);
  }
}

/** Builds the portal's screens, when their sources changed. */
export async function ensureBuilt(): Promise<void> {
  const hash = hashFiles(screenSources());
  if (!isStamped(BUILD_STAMP, hash)) {
    await timed('Building the portal', () =>
      yarn(['workspace', 'app', 'build']),
    );
    removeSourceMaps();
    stamp(BUILD_STAMP, hash);
  }
}

/** Six times the size of what they describe, and nothing here reads them. */
function removeSourceMaps(): void {
  for (const file of globSync('packages/app/dist/**/*.map', { cwd: ROOT })) {
    rmSync(join(ROOT, file));
  }
}

async function timed(what: string, fn: () => Promise<void>): Promise<void> {
  const startedAt = Date.now();
  console.log(`${what} …`);
  await fn();
  console.log(`${what}: ${Math.round((Date.now() - startedAt) / 1000)} s`);
}
