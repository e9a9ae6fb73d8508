import {
  PortError,
  type CallContext,
} from '@ananta/backstage-plugin-tenants-node';
import type { Knex } from 'knex';

/**
 * Remembers what a run has removed, so that an attempt of that run which
 * arrives late brings nothing back. A table has `run_id`, `object`, `tenant_id`.
 */
export class Removals {
  constructor(private readonly table: string) {}

  /** Marks `object` as removed for each of the runs. */
  async add(
    trx: Knex.Transaction,
    ctx: CallContext,
    object: string,
    runIds: Iterable<string> = [],
  ): Promise<void> {
    const rows = [...new Set([ctx.runId, ...runIds])].map(runId => ({
      run_id: runId,
      object,
      tenant_id: ctx.tenantId,
    }));
    await trx(this.table)
      .insert(rows)
      .onConflict(['run_id', 'object'])
      .ignore();
  }

  /** @throws PortError `final` `gone` when the run has removed one of the objects */
  async refuseLate(
    trx: Knex.Transaction,
    ctx: CallContext,
    objects: readonly string[],
  ): Promise<void> {
    const removed = await trx(this.table)
      .where('run_id', ctx.runId)
      .whereIn('object', objects)
      .first('object');
    if (removed) {
      throw new PortError(
        'final',
        'gone',
        `This run has already removed '${removed.object}'; a late attempt makes nothing`,
      );
    }
  }
}
