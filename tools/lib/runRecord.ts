import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA, ROOT } from './paths.ts';
import { commandLineOf, endProcess } from './processes.ts';

interface RunRecord {
  launcher: number;
  children: number[];
}

const FILE = join(DATA, 'run.json');

/** Notes which processes serve this data folder, for whoever starts next. */
export function recordRun(children: number[]): void {
  const record: RunRecord = { launcher: process.pid, children };
  writeFileSync(FILE, JSON.stringify(record));
}

/** Forgets our own run; another launcher's stays noted. */
export function forgetRun(): void {
  if (readRecord()?.launcher === process.pid) {
    rmSync(FILE);
  }
}

function readRecord(): RunRecord | undefined {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : undefined;
}

/**
 * Makes sure that nobody else serves this data folder: servers that a killed
 * launcher left behind are stopped, a living launcher is left alone.
 *
 * @throws Error when Ananta already runs here
 */
export async function takeOver(): Promise<void> {
  const record = readRecord();
  if (!record) {
    return;
  }
  const { launcher, children } = record;
  if (launcher !== process.pid && isOurs(launcher)) {
    throw new Error(
      `Ananta already runs from this folder (process ${launcher}): stop it with Ctrl-C, or \`kill ${launcher}\``,
    );
  }
  for (const pid of children.filter(isOurs)) {
    console.log(
      `Stopping process ${pid}, left behind by a run that was killed`,
    );
    await endProcess(pid, 'SIGTERM', 10_000);
  }
  rmSync(FILE);
}

/** Numbers are used again: only a command line within this folder is ours. */
function isOurs(pid: number): boolean {
  return commandLineOf(pid).includes(`${ROOT}/`);
}
