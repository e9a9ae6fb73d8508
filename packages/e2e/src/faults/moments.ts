import type { GateSpec } from '../support/Gate.ts';

/** A moment in the life of a run at which its process can be killed. */
export interface Moment {
  step: string;
  /**
   * - `before`: the step is about to be registered
   * - `during`: its effect is being made
   * - `after`: the effect was made, and is not yet recorded
   */
  when: 'before' | 'during' | 'after';
  gate: GateSpec;
}

/** Where each step's effect is written. */
const EFFECTS: Record<string, GateSpec> = {
  'tenant.reserve': {
    database: 'ananta',
    table: 'tenants.tenant_domains',
    on: 'UPDATE',
  },
  'identity.realm': {
    database: 'ananta',
    table: 'tenants.identity_realms',
    on: 'INSERT',
  },
  'identity.owner': {
    database: 'ananta',
    table: 'tenants.identity_users',
    on: 'INSERT',
  },
  'database.schema': {
    database: 'ananta_tenants',
    table: 'ananta_registry.schemas',
    on: 'INSERT',
  },
  'app-plane.bootstrap': {
    database: 'app_plane',
    table: 'organizations',
    on: 'INSERT',
  },
  'billing.subscription': {
    database: 'ananta',
    table: 'billing.subscriptions',
    on: 'INSERT',
  },
  'tenant.activate': {
    database: 'ananta',
    table: 'tenants.tenants',
    on: 'UPDATE',
    when: `NEW.status = 'active'`,
  },
};

export const STEPS = Object.keys(EFFECTS);

/** Before, during and after each step. */
export const MOMENTS: Moment[] = STEPS.flatMap(step => [
  { step, when: 'before' as const, gate: recording('step.registered', step) },
  { step, when: 'during' as const, gate: EFFECTS[step] },
  { step, when: 'after' as const, gate: recording('step.succeeded', step) },
]);

function recording(type: string, step: string): GateSpec {
  return {
    database: 'ananta',
    table: 'tenants.run_events',
    on: 'INSERT',
    when: `NEW.type = '${type}' AND NEW.step_id = '${step}'`,
  };
}
