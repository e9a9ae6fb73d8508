import type { JsonObject } from '@backstage/types';
import type { StepError } from '../run';

/** Waiting time between two attempts: `initialMs × factor^n`, at most `maxMs`. */
export interface Backoff {
  initialMs: number;
  factor: number;
  maxMs: number;
}

/**
 * Something that has to happen before a step is begun: a person's consent, or
 * an instant (ISO 8601).
 */
export type Gate = { kind: 'approval' } | { kind: 'date'; at: string };

/** One step as it was frozen into a run when the run started. */
export interface PlannedStep {
  id: string;
  title: string;
  /** What undoing it means, in words; present when `compensable`. */
  undoTitle?: string;
  /** The port it goes out through; absent for a step in our own database. */
  port?: string;
  /** Bounds one attempt. */
  attemptTimeoutMs: number;
  /** Bounds all attempts together. */
  giveUpAfterMs: number;
  backoff: Backoff;
  /** It has an undo. */
  compensable: boolean;
  /** After its success nothing is rolled back. At most one a plan. */
  pivot: boolean;
  /** When it gives up, that is reported and the run goes on. */
  optional: boolean;
  /** Its effect and its success are one transaction of our own database. */
  local: boolean;
  gate?: Gate;
}

export interface SagaPlan {
  /** What a step that gave up before the pivot leads to. */
  onExhausted: 'compensate' | 'hold';
  /** How long a hold lasts before the run undoes itself. */
  holdForMs?: number;
  steps: PlannedStep[];
}

export type RunOutcome = 'succeeded' | 'compensated' | 'cancelled';

/** What a run waits for, and at which step. */
export type WaitReason =
  | { kind: 'approval'; stepId: string }
  | { kind: 'date'; stepId: string; at: string }
  | { kind: 'hold'; stepId: string; holdForMs?: number }
  | { kind: 'engine' };

export type ResumeAnswer = 'approved' | 'date_reached' | 'resume' | 'undo';

/**
 * Everything that ever changes a run. Attempts are not among them: they belong
 * to the driver.
 */
export type MachineEvent =
  | { type: 'run.started' }
  /** Recorded before the first attempt, so that a lost answer is undone too. */
  | { type: 'step.registered'; stepId: string }
  /** `output` holds references that later steps need, never secrets. */
  | { type: 'step.succeeded'; stepId: string; output?: JsonObject }
  /** It gave up. `arrived` is false when certainly no attempt had an effect. */
  | {
      type: 'step.failed';
      stepId: string;
      arrived: boolean;
      error: StepError;
    }
  | { type: 'undo.succeeded'; stepId: string }
  /** An operator declared it: nothing is there, or what is there may stay. */
  | {
      type: 'undo.resolved';
      stepId: string;
      resolution: 'absent' | 'orphan';
      reason: string;
      by: string;
    }
  | { type: 'run.waiting'; reason: WaitReason }
  | { type: 'run.resumed'; answer: ResumeAnswer; by?: string }
  /** `untouched`: the step under way, when certainly no attempt had an effect. */
  | { type: 'run.cancelled'; by: string; untouched?: string }
  | { type: 'run.finished'; outcome: RunOutcome };

/** A machine event with its place in the run, from 1 without a gap. */
export type SagaEvent = MachineEvent & { seq: number };

/** A run as the machine sees it. Values are never changed, only replaced. */
export interface SagaRun {
  id: string;
  type: string;
  /** References, never secrets. */
  input: JsonObject;
  machineVersion: number;
  plan: SagaPlan;
  events: readonly SagaEvent[];
}

/** What has to be done next. */
export type Decision =
  | { kind: 'execute'; stepId: string }
  | { kind: 'compensate'; stepId: string }
  | { kind: 'wait'; reason: WaitReason }
  | { kind: 'finish'; outcome: RunOutcome };

/** How far one step got, folded from the events. */
export interface StepState {
  registered: boolean;
  result?: 'succeeded' | 'failed';
  /** An attempt may have had an effect. */
  mayExist: boolean;
  /** An attempt before the last hold may have had one; that stays so. */
  leftTraces: boolean;
  error?: StepError;
  output?: JsonObject;
  undone?: 'undone' | 'absent' | 'orphan';
}

/** Where a run stands, folded from the events. */
export interface RunState {
  started: boolean;
  direction: 'forward' | 'back';
  /** Why it goes back. */
  cause?:
    | { kind: 'failed'; stepId: string }
    | { kind: 'cancelled'; by: string }
    | { kind: 'undo_chosen' };
  waiting?: WaitReason;
  /** Steps whose gate was opened. */
  openedGates: string[];
  /** Step ids in the order of their registration. */
  registered: string[];
  /** The pivot has succeeded. */
  committed: boolean;
  outcome?: RunOutcome;
  steps: Record<string, StepState>;
}

/** One version of the rules. A run is driven by the one it was started with. */
export interface Machine {
  fold(run: SagaRun): RunState;
  decide(run: SagaRun, state: RunState): Decision;
  /** Why an event may not follow, or undefined when it may. */
  refusal(
    run: SagaRun,
    state: RunState,
    event: MachineEvent,
  ): string | undefined;
}
