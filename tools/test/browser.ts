import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A Chromium on the PATH; root fetches Debian's where there is none. */
export async function findBrowser(): Promise<string | undefined> {
  const found = findOnPath(NAMES);
  if (found || process.getuid?.() !== 0 || !findOnPath(['apt-get'])) {
    return found;
  }
  console.log('Installing chromium …');
  await run('apt-get', ['update']);
  await run(
    'apt-get',
    ['install', '--yes', '--no-install-recommends', 'chromium'],
    { DEBIAN_FRONTEND: 'noninteractive' },
  );
  return findOnPath(NAMES);
}

export function findOnPath(names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .flatMap(folder => names.map(name => join(folder, name)))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
