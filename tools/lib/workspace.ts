import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.ts';

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
}

/** Source folders of a workspace package and of every one it depends on. */
export function foldersBehind(packageFolder: string): string[] {
  const folders = new Map<string, string>();
  for (const file of globSync('{packages,plugins}/*/package.json', {
    cwd: ROOT,
  })) {
    folders.set(readManifest(file).name, dirname(file));
  }
  const found = new Set<string>();
  const visit = (folder: string) => {
    if (!found.has(folder)) {
      found.add(folder);
      const { dependencies } = readManifest(join(folder, 'package.json'));
      for (const name of Object.keys(dependencies ?? {})) {
        const next = folders.get(name);
        if (next) {
          visit(next);
        }
      }
    }
  };
  visit(packageFolder);
  return [...found].sort();
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}

/** A hash of the content of files, and of their names. */
export function hashFiles(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** The sources of the portal's screens, which decide whether to build them again. */
export function screenSources(): string[] {
  const folders = foldersBehind('packages/app');
  return [
    'yarn.lock',
    ...folders.flatMap(folder =>
      globSync(
        ['package.json', 'config.d.ts', 'src/**/*', 'public/**/*'].map(
          pattern => join(folder, pattern),
        ),
        { cwd: ROOT },
      ),
    ),
  ].filter(
    file => !/\.test\.tsx?$/.test(file) && statSync(join(ROOT, file)).isFile(),
  );
}

/** Whether a stamp file says that work with this hash was finished. */
export function isStamped(stampFile: string, hash: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

export function stamp(stampFile: string, hash: string): void {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
}

/**
 * Runs the repository's own yarn.
 *
 * @throws Error with the end of what it printed
 */
export function yarn(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const [release] = globSync('.yarn/releases/yarn-*.cjs', { cwd: ROOT });
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(ROOT, release), ...args],
      {
        cwd: ROOT,
        env: { ...process.env, YARN_HTTP_RETRY: '0', ...env },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (error) {
          const end = `${stdout}${stderr}`.trim().split('\n').slice(-30);
          reject(
            new Error(`yarn ${args.join(' ')} failed:\n${end.join('\n')}`),
          );
        } else {
          resolve();
        }
      },
    );
  });
}
