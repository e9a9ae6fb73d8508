import type pg from 'pg';
import type { Stack } from './Stack.ts';
import { until } from './until.ts';

/** Where a write is held up: in which database, on which table, and which rows. */
export interface GateSpec {
  database: 'ananta' | 'ananta_tenants' | 'app_plane';
  table: string;
  on: 'INSERT' | 'UPDATE';
  /** Condition on `NEW`. */
  when?: string;
}

const LOCK = 730_001;

/**
 * Holds one write in PostgreSQL until it is opened, so that a process can be
 * killed at exactly that moment without a line in its code knowing of it.
 */
export class Gate {
  static async close(stack: Stack, spec: GateSpec): Promise<Gate> {
    const client = await stack.connect(spec.database);
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    await client.query(`
      CREATE OR REPLACE FUNCTION public.e2e_gate() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_catalog.pg_advisory_xact_lock_shared(${LOCK});
        RETURN NEW;
      END $$`);
    await client.query(`
      CREATE TRIGGER e2e_gate BEFORE ${spec.on} ON ${spec.table} FOR EACH ROW
      ${spec.when ? `WHEN (${spec.when})` : ''} EXECUTE FUNCTION public.e2e_gate()`);
    return new Gate(client, spec);
  }

  private readonly client: pg.Client;
  private readonly spec: GateSpec;

  private constructor(client: pg.Client, spec: GateSpec) {
    this.client = client;
    this.spec = spec;
  }

  /** Waits until somebody stands before it. */
  async reached(withinMs = 20_000): Promise<void> {
    await until(`the gate on ${this.spec.table}`, withinMs, async () => {
      const { rowCount } = await this.client.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ${LOCK}
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return rowCount !== 0;
    });
  }

  /** Ends whoever still stands there, and lets everybody else through. */
  async open(): Promise<void> {
    await this.client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks
        WHERE locktype = 'advisory' AND NOT granted AND objid = ${LOCK}
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    await this.client.query(
      `DROP TRIGGER IF EXISTS e2e_gate ON ${this.spec.table}`,
    );
    await this.client.query(`SELECT pg_advisory_unlock_all()`);
    await this.client.end();
  }
}
