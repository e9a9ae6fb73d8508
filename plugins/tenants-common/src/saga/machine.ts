import type { JsonObject } from '@backstage/types';
import type {
  Decision,
  Machine,
  MachineEvent,
  RunState,
  SagaPlan,
  SagaRun,
} from './types';
import { machineV1 } from './v1';

/** The version that new runs are started with. */
export const CURRENT_MACHINE_VERSION = 1;

const machines: Record<number, Machine> = { 1: machineV1 };

/** An event was offered that may not follow; the run is left as it was. */
export class IllegalEventError extends Error {
  readonly name = 'IllegalEventError';
}

/**
 * A new run with its plan frozen into it and `run.started` as its first event.
 *
 * @throws Error when the plan is not sound
 */
export function startRun(start: {
  id: string;
  type: string;
  input: JsonObject;
  plan: SagaPlan;
}): SagaRun {
  assertSound(start.plan);
  const run: SagaRun = {
    ...start,
    machineVersion: CURRENT_MACHINE_VERSION,
    events: [],
  };
  return apply(run, { type: 'run.started' });
}

/** What has to be done next. Pure: the same run always gets the same answer. */
export function decide(run: SagaRun): Decision {
  const machine = machineOf(run);
  return machine.decide(run, machine.fold(run));
}

/**
 * The run with one more event, numbered next.
 *
 * @throws IllegalEventError when the event may not follow
 */
export function apply(run: SagaRun, event: MachineEvent): SagaRun {
  const reason = refusal(run, event);
  if (reason) {
    throw new IllegalEventError(
      `Run ${run.id} refuses ${event.type}: ${reason}`,
    );
  }
  const seq = run.events.length + 1;
  return { ...run, events: [...run.events, { ...event, seq }] };
}

/** Why an event may not follow, or undefined when it may. */
export function refusal(run: SagaRun, event: MachineEvent): string | undefined {
  const machine = machineOf(run);
  return machine.refusal(run, machine.fold(run), event);
}

/** Where the run and each of its steps stand. */
export function stateOf(run: SagaRun): RunState {
  return machineOf(run).fold(run);
}

function machineOf(run: SagaRun): Machine {
  const machine = machines[run.machineVersion];
  if (!machine) {
    throw new Error(
      `Run ${run.id} needs machine version ${run.machineVersion}, which this version does not know`,
    );
  }
  return machine;
}

function assertSound(plan: SagaPlan): void {
  const ids = plan.steps.map(step => step.id);
  if (ids.length === 0 || new Set(ids).size !== ids.length) {
    throw new Error('A plan needs steps, each with an id of its own');
  }
  const pivots = plan.steps.filter(step => step.pivot);
  if (pivots.length > 1) {
    throw new Error('A plan has at most one pivot');
  }
  if (pivots.some(step => step.compensable || step.optional)) {
    throw new Error('A pivot is neither undone nor optional');
  }
}
