import { join, resolve } from 'node:path';

/** The repository. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Everything that a first run keeps: databases, secrets, logs. */
export const DATA = resolve(process.env.ANANTA_DATA ?? join(ROOT, '.data'));

export const LOGS = join(DATA, 'logs');
