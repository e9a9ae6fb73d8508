import { existsSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { join } from 'node:path';
import { removeHome } from '../postgres/home.ts';
import { UsageError } from './options.ts';
import { DATA } from './paths.ts';

/**
 * Empties the data folder, after asking.
 *
 * @returns whether to go on
 */
export async function resetData(options: { yes: boolean }): Promise<boolean> {
  if (!existsSync(DATA)) {
    return true;
  }
  if (!options.yes && !(await isSure())) {
    console.log('Nothing was removed.');
    return false;
  }
  removeHome(join(DATA, 'postgres'));
  rmSync(DATA, { recursive: true, force: true });
  console.log('Removed all data, secrets and logs of this folder.');
  return true;
}

async function isSure(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new UsageError('--reset asks before it removes: add --yes');
  }
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
  });
  const answer = await terminal.question(
    `Remove all tenants, secrets and logs in ${DATA}? [y/N] `,
  );
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
