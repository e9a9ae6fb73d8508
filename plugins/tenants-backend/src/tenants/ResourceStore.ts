import type { Knex } from 'knex';
import { fetchPage, newId } from '@ananta/database';
import { conflict } from '@ananta/http';
import type {
  Page,
  ResourceState,
  TenantResource,
} from '@ananta/backstage-plugin-tenants-common';

/** What a step is about to make. */
export type PlannedResource = Pick<
  TenantResource,
  'tenantId' | 'type' | 'provider' | 'intendedName' | 'runId' | 'stepId'
>;

interface ResourceRow {
  id: string;
  tenant_id: string;
  type: string;
  provider: string;
  intended_name: string;
  external_id: string | null;
  state: ResourceState;
  run_id: string;
  step_id: string;
  created_at: Date;
  updated_at: Date;
}

/**
 * What provisioning makes outside. A row is planned before the outside call and
 * confirmed after it, so that nothing is ever orphaned unseen.
 */
export class ResourceStore {
  /**
   * Notes down what a step is about to make. A row that the tenant already has
   * under that name is adopted as it is.
   *
   * @throws ApiError 409 `resource_taken` when it is another tenant's
   */
  async plan(
    trx: Knex.Transaction,
    resource: PlannedResource,
  ): Promise<TenantResource> {
    const [row] = await trx<ResourceRow>('tenant_resources')
      .insert({
        id: newId(),
        tenant_id: resource.tenantId,
        type: resource.type,
        provider: resource.provider,
        intended_name: resource.intendedName,
        state: 'planned',
        run_id: resource.runId,
        step_id: resource.stepId,
      })
      .onConflict(
        trx.raw(`(provider, type, intended_name) WHERE state <> 'removed'`),
      )
      .ignore()
      .returning('*');
    return toResource(row ?? (await this.findHeld(trx, resource)));
  }

  /** Notes down that it exists, and by which name outside. */
  async confirm(
    trx: Knex.Transaction,
    id: string,
    externalId: string,
  ): Promise<void> {
    await trx<ResourceRow>('tenant_resources')
      .where({ id })
      .whereNot({ state: 'removed' })
      .update({
        state: 'confirmed',
        external_id: externalId,
        updated_at: trx.fn.now(),
      });
  }

  /** Notes down that it is gone; its names are free again. */
  async remove(trx: Knex.Transaction, id: string): Promise<void> {
    await trx<ResourceRow>('tenant_resources')
      .where({ id })
      .whereNot({ state: 'removed' })
      .update({ state: 'removed', updated_at: trx.fn.now() });
  }

  /** What a tenant has or may have outside, in the order it was planned. */
  async listHeld(
    trx: Knex.Transaction,
    tenantId: string,
  ): Promise<TenantResource[]> {
    const rows = await trx<ResourceRow>('tenant_resources')
      .where({ tenant_id: tenantId })
      .whereNot({ state: 'removed' })
      .orderBy('id');
    return rows.map(toResource);
  }

  /** Everything a tenant ever had outside, removed things too, oldest first. */
  async list(
    trx: Knex.Transaction,
    tenantId: string,
    page: { limit: number; cursor?: string },
  ): Promise<Page<TenantResource>> {
    const { rows, cursor, hasMore } = await fetchPage<ResourceRow>(
      trx('tenant_resources').where({ tenant_id: tenantId }),
      { ...page, order: [{ column: 'id', direction: 'asc', type: 'uuid' }] },
    );
    return { items: rows.map(toResource), cursor, hasMore };
  }

  private async findHeld(
    trx: Knex.Transaction,
    resource: PlannedResource,
  ): Promise<ResourceRow> {
    const row = await trx<ResourceRow>('tenant_resources')
      .where({
        tenant_id: resource.tenantId,
        provider: resource.provider,
        type: resource.type,
        intended_name: resource.intendedName,
      })
      .whereNot({ state: 'removed' })
      .first();
    if (!row) {
      throw conflict(
        'resource_taken',
        `The ${resource.type} ${resource.intendedName} belongs to another tenant`,
      );
    }
    return row;
  }
}

function toResource(row: ResourceRow): TenantResource {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    type: row.type,
    provider: row.provider,
    intendedName: row.intended_name,
    externalId: row.external_id ?? undefined,
    state: row.state,
    runId: row.run_id,
    stepId: row.step_id,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
