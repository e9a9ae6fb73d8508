import type { TenantResource } from '@ananta/backstage-plugin-tenants-common';
import type { RunDefinitions } from '../../sagas';
import type { StepContext, StepResult } from '../../steps';
import { ResourceStore } from '../../tenants';
import type { RunWriter } from '../RunWriter';

/** The rows of what steps make outside, written with the steps' own events. */
export class StepResources {
  private readonly store = new ResourceStore();

  constructor(private readonly definitions: RunDefinitions) {}

  /** @throws ApiError 409 `resource_taken` when a name is another tenant's */
  async plan(
    writer: RunWriter,
    stepId: string,
    context: StepContext,
  ): Promise<void> {
    const step = this.definitions.step(writer.row.type, stepId);
    if (step.local) {
      return;
    }
    for (const resource of step.resources(context)) {
      await this.store.plan(writer.trx, {
        ...resource,
        tenantId: writer.row.tenant_id,
        runId: writer.row.id,
        stepId,
      });
    }
  }

  /** What the step didn't name is known outside by its intended name. */
  async confirm(
    writer: RunWriter,
    stepId: string,
    { externalIds = {} }: StepResult,
  ): Promise<void> {
    for (const resource of await this.heldBy(writer, stepId)) {
      await this.store.confirm(
        writer.trx,
        resource.id,
        externalIds[resource.type] ?? resource.intendedName,
      );
    }
  }

  async remove(writer: RunWriter, stepId: string): Promise<void> {
    for (const resource of await this.heldBy(writer, stepId)) {
      await this.store.remove(writer.trx, resource.id);
    }
  }

  private async heldBy(
    { row, trx }: RunWriter,
    stepId: string,
  ): Promise<TenantResource[]> {
    if (this.definitions.step(row.type, stepId).local) {
      return [];
    }
    const held = await this.store.listHeld(trx, row.tenant_id);
    return held.filter(
      resource => resource.runId === row.id && resource.stepId === stepId,
    );
  }
}
