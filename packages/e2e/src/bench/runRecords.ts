import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

/** How a run went, by its own row. */
export interface RunRecord {
  id: string;
  status: string;
  /** From its creation to its end. */
  wallMs: number;
  /** From its creation until somebody drove it. */
  waitedMs: number;
}

const FIND_FINISHED = `
  SELECT id, status,
         (extract(epoch FROM finished_at - created_at) * 1000)::float AS "wallMs",
         (extract(epoch FROM started_at - created_at) * 1000)::float AS "waitedMs"
    FROM tenants.runs r WHERE id = ANY ($1) AND finished_at IS NOT NULL`;

const LOOK_EVERY_MS = 5;

/** Keeps some runs going until enough have ended; hands back how each went. */
export async function driveRuns(
  client: pg.Client,
  options: { total: number; atOnce: number; start: () => Promise<string> },
): Promise<RunRecord[]> {
  const ended: RunRecord[] = [];
  const open = new Set<string>();
  let starting = 0;
  const startOne = async () => {
    starting += 1;
    open.add(await options.start());
    starting -= 1;
  };
  const isFull = () =>
    open.size + starting >= options.atOnce ||
    open.size + starting + ended.length >= options.total;
  while (ended.length < options.total) {
    const starts: Promise<void>[] = [];
    while (!isFull()) {
      starts.push(startOne());
    }
    await Promise.all(starts);
    const { rows } = await client.query<RunRecord>(FIND_FINISHED, [[...open]]);
    for (const run of rows) {
      open.delete(run.id);
      ended.push(run);
    }
    await delay(LOOK_EVERY_MS);
  }
  return ended;
}
