import type { Knex } from 'knex';
import {
  toAttempt,
  type Attempt,
  type AttemptRow,
  type CommandRow,
  type RunEventRow,
} from './rows';

/** Everything that hangs on a run. */
export interface RunHistory {
  events: RunEventRow[];
  /** In the order they were begun. */
  attempts: Attempt[];
  /** Those that wait to be carried out, oldest first. */
  commands: CommandRow[];
}

const HISTORY = `SELECT
  (SELECT coalesce(jsonb_agg(to_jsonb(e) ORDER BY e.seq), '[]')
     FROM run_events e WHERE e.run_id = :runId) AS events,
  (SELECT coalesce(jsonb_agg(to_jsonb(a) ORDER BY a.started_at, a.number), '[]')
     FROM run_attempts a WHERE a.run_id = :runId) AS attempts,
  (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.id), '[]')
     FROM run_commands c WHERE c.run_id = :runId AND c.state = 'recorded') AS commands`;

/** An instant as it stands in JSON. */
type Instant = string;

interface HistoryRow {
  events: Array<Omit<RunEventRow, 'at'> & { at: Instant }>;
  attempts: Array<
    Omit<AttemptRow, 'started_at' | 'finished_at' | 'next_attempt_at'> & {
      started_at: Instant;
      finished_at: Instant | null;
      next_attempt_at: Instant | null;
    }
  >;
  commands: Array<
    Omit<CommandRow, 'requested_at' | 'settled_at'> & { requested_at: Instant }
  >;
}

/** Reads it all at once: a driver does so at every step. */
export async function readHistory(
  trx: Knex.Transaction,
  runId: string,
): Promise<RunHistory> {
  const { rows } = await trx.raw<{ rows: HistoryRow[] }>(HISTORY, { runId });
  const [{ events, attempts, commands }] = rows;
  return {
    events: events.map(event => ({ ...event, at: new Date(event.at) })),
    attempts: attempts.map(attempt =>
      toAttempt({
        ...attempt,
        started_at: new Date(attempt.started_at),
        finished_at: dateOf(attempt.finished_at),
        next_attempt_at: dateOf(attempt.next_attempt_at),
      }),
    ),
    commands: commands.map(command => ({
      ...command,
      requested_at: new Date(command.requested_at),
      settled_at: null,
    })),
  };
}

function dateOf(instant: Instant | null): Date | null {
  return instant === null ? null : new Date(instant);
}
