import type {
  RunType,
  saga,
  TenancyModel,
} from '@ananta/backstage-plugin-tenants-common';
import type { Knex } from 'knex';
import type { Step, StepContext } from '../steps';

/** One kind of run: its steps and what its end means for the tenant. */
export interface RunDefinition {
  type: RunType;
  /** It has the tenant to itself. */
  exclusive: boolean;
  onExhausted: saga.SagaPlan['onExhausted'];
  /** Every step that any plan of this type may hold, in order. */
  steps: Step[];
  /** Models that it has all steps for. */
  tenancyModels: readonly TenancyModel[];
  /** Runs in the transaction that finishes the run. */
  onFinished(
    trx: Knex.Transaction,
    context: StepContext,
    outcome: saga.RunOutcome,
  ): Promise<void>;
}
