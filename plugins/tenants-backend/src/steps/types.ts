import type {
  RunType,
  Tenant,
  TenantResource,
} from '@ananta/backstage-plugin-tenants-common';
import type { CallContext } from '@ananta/backstage-plugin-tenants-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';

/** What a step knows of the run and of the tenant it works for. */
export interface StepContext {
  run: {
    id: string;
    type: RunType;
    startedBy: string;
    /** What earlier steps left for later ones, by step id. */
    outputs: Record<string, JsonObject>;
  };
  /** As it was when the attempt began. */
  tenant: Tenant;
}

/** Something that a step is about to make outside. */
export type IntendedResource = Pick<
  TenantResource,
  'type' | 'provider' | 'intendedName'
>;

export interface StepResult {
  /** Name that each resource got outside, by resource type. */
  externalIds?: Record<string, string>;
  /** References that later steps need, never secrets. */
  output?: JsonObject;
}

interface StepBase {
  id: string;
  title: string;
  /** What undoing means, in words; absent when there is no undo. */
  undoTitle?: string;
  /** Default bound of all attempts together, in milliseconds. */
  giveUpAfterMs: number;
  pivot?: boolean;
  optional?: boolean;
}

/**
 * A step in our own database: its effect and its success are one transaction,
 * so it happens exactly once.
 */
export interface LocalStep extends StepBase {
  local: true;
  do(trx: Knex.Transaction, context: StepContext): Promise<StepResult | void>;
  undo?(trx: Knex.Transaction, context: StepContext): Promise<void>;
}

/**
 * A step through a port. Its resources are written down as planned before the
 * first attempt, as confirmed with its success, as removed with its undo.
 * Both acts may be repeated, and may overlap an earlier attempt.
 */
export interface OutsideStep extends StepBase {
  local: false;
  port: string;
  undoTitle: string;
  /** A failed attempt may have had part of its effect, whatever its error says. */
  leavesTraces?: boolean;
  resources(context: StepContext): IntendedResource[];
  do(context: StepContext, call: CallContext): Promise<StepResult>;
  undo(context: StepContext, call: CallContext): Promise<void>;
}

export type Step = LocalStep | OutsideStep;
