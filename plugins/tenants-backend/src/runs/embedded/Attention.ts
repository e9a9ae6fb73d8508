import { TenantStore, type TenantJournal } from '../../tenants';
import type { RunsConfig } from '../config';
import type { RunWriter } from '../RunWriter';

/** Asks people to look at a run, and its tenant, or says that it has healed. */
export class Attention {
  private readonly tenants = new TenantStore();

  constructor(
    private readonly options: {
      config: Pick<RunsConfig, 'needsAttentionAfterMs'>;
      journal: TenantJournal;
    },
  ) {}

  /** Driving the run failed unexpectedly; it asks for attention when that goes on. */
  async drivingFailed(writer: RunWriter): Promise<void> {
    if (writer.isFinished) {
      return;
    }
    const age = writer.now.getTime() - writer.failSince().getTime();
    if (age >= this.options.config.needsAttentionAfterMs) {
      await this.set(writer, true);
    }
  }

  async set(writer: RunWriter, needsAttention: boolean): Promise<void> {
    if (writer.needsAttention === needsAttention) {
      return;
    }
    const { row, trx } = writer;
    writer.setNeedsAttention(needsAttention);
    const tenant = await this.tenants.get(trx, row.tenant_id);
    await this.tenants.update(trx, tenant, { needsAttention });
    await this.options.journal.record(trx, {
      tenantId: row.tenant_id,
      actor: 'plugin:tenants',
      action: needsAttention ? 'run.needs_attention' : 'run.healed',
      target: `run:${row.id}`,
      ...(needsAttention && {
        event: {
          type: 'run.needs_attention',
          payload: {
            tenantId: row.tenant_id,
            tenantKey: tenant.key,
            runId: row.id,
          },
        },
      }),
    });
  }
}
