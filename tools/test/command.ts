import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.ts';

export interface Finished {
  code: number | null;
  output: string;
}

/** Runs a program in the repository and keeps what it prints. */
export function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, CI: 'true', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text;
      });
    }
    child.once('error', error => resolve({ code: 1, output: error.message }));
    child.once('close', code => resolve({ code, output }));
  });
}

/** Runs a command of the repository by its own yarn. */
export function runYarn(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  const [release] = globSync('.yarn/releases/yarn-*.cjs', { cwd: ROOT });
  return run(process.execPath, [join(ROOT, release), ...args], env);
}
