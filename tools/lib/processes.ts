import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process of that id exists, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process; empty when it is gone or a zombie. */
export function commandLineOf(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], {
          encoding: 'utf8',
        });
  } catch {
    return '';
  }
}

/**
 * Ends a process that isn't our child: asks first, then kills.
 *
 * @param graceMs - how long it may take to end by itself
 */
export async function endProcess(
  pid: number,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  trySignal(pid, signal);
  if (!(await isGoneWithin(pid, graceMs))) {
    trySignal(pid, 'SIGKILL');
    await isGoneWithin(pid, 5_000);
  }
}

export function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

async function isGoneWithin(pid: number, ms: number): Promise<boolean> {
  if (!(await isSoWithin(() => commandLineOf(pid) === '', ms))) {
    return false;
  }
  // Its ports close a moment after its command line is gone; a zombie that
  // nobody collects has closed them and stays.
  await isSoWithin(() => !isAlive(pid), 1_000);
  return true;
}

async function isSoWithin(is: () => boolean, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (!is()) {
    if (Date.now() > deadline) {
      return false;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return true;
}
