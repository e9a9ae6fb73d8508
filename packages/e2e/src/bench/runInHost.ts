import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../../tools/lib/paths.ts';
import type { Stack } from '../support/Stack.ts';

/** Measures in a process of its own, by a file of `host/bench`: it uses the sources of backend packages. */
export async function runInHost<Figures>(
  stack: Stack,
  name: string,
  task: object,
): Promise<Figures> {
  const taskFile = join(stack.folder, `${name}-task.json`);
  const figuresFile = join(stack.folder, `${name}-figures.json`);
  writeFileSync(taskFile, JSON.stringify(task), { mode: 0o600 });
  const host = stack.startProcess(
    name,
    join(ROOT, `packages/e2e/host/bench/${name}.ts`),
    { BENCH_TASK: taskFile, BENCH_FIGURES: figuresFile },
  );
  const ended = await host.ended;
  try {
    return JSON.parse(readFileSync(figuresFile, 'utf8'));
  } catch {
    throw new Error(`${name}: ${ended}\n${host.lastWords}`);
  }
}

/** Where a role finds a database of the installation. */
export function connectionOf(
  stack: Stack,
  role: 'superuser' | 'portal' | 'provisioner',
) {
  const { secrets } = stack;
  const [user, password, database] = {
    superuser: ['postgres', secrets.postgresSuperuser, 'ananta'],
    portal: ['ananta', secrets.portalDatabase, 'ananta'],
    provisioner: [
      'ananta_provisioner',
      secrets.provisionerDatabase,
      'ananta_tenants',
    ],
  }[role];
  return {
    host: '127.0.0.1',
    port: stack.postgres.port,
    user,
    password,
    database,
  };
}
