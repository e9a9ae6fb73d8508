import { apply, decide, refusal, startRun, stateOf } from '../machine';
import { project } from '../projection';
import type { MachineEvent, SagaPlan, SagaRun } from '../types';

/** One thing that may happen next: the event, and what it does outside. */
export interface Move {
  label: string;
  event: MachineEvent;
  /** How many faults it uses up. */
  faults: number;
  effect?: { adds?: string; removes?: string };
}

/** A run together with what exists outside because of it. */
export interface World {
  run: SagaRun;
  exists: ReadonlySet<string>;
  orphans: ReadonlySet<string>;
  undone: readonly string[];
  faults: number;
}

export function openWorld(plan: SagaPlan): World {
  const run = startRun({ id: 'run-1', type: 'test', input: {}, plan });
  return {
    run,
    exists: new Set(),
    orphans: new Set(),
    undone: [],
    faults: 0,
  };
}

const error = (code: string) => ({
  class: 'unknown' as const,
  code,
  message: code,
});

/** Everything that the driver, ports and people can make happen now. */
export function movesOf({ run }: World): Move[] {
  const decision = decide(run);
  const moves: Move[] = [];
  const legal = (event: MachineEvent) => !refusal(run, event);
  const inFlight =
    decision.kind === 'execute' &&
    stateOf(run).steps[decision.stepId].registered
      ? decision.stepId
      : undefined;

  switch (decision.kind) {
    case 'execute':
      moves.push(...executeMoves(decision.stepId, inFlight !== undefined));
      break;
    case 'compensate':
      moves.push(...undoMoves(decision.stepId));
      break;
    case 'wait':
      moves.push(...waitMoves());
      if (legal({ type: 'run.waiting', reason: decision.reason })) {
        moves.push({
          label: 'wait',
          event: { type: 'run.waiting', reason: decision.reason },
          faults: 0,
        });
      }
      break;
    default:
      moves.push({
        label: 'finish',
        event: { type: 'run.finished', outcome: decision.outcome },
        faults: 0,
      });
  }
  moves.push(...cancelMoves(inFlight));
  return moves.filter(move => legal(move.event));
}

function executeMoves(stepId: string, registered: boolean): Move[] {
  if (!registered) {
    return [
      {
        label: `register ${stepId}`,
        event: { type: 'step.registered', stepId },
        faults: 0,
      },
    ];
  }
  const failed = (arrived: boolean, code: string): MachineEvent => ({
    type: 'step.failed',
    stepId,
    arrived,
    error: error(code),
  });
  return [
    {
      label: `${stepId} succeeds`,
      event: { type: 'step.succeeded', stepId },
      faults: 0,
      effect: { adds: stepId },
    },
    {
      label: `${stepId} gives up, answer lost after it was done`,
      event: failed(true, 'timeout'),
      faults: 1,
      effect: { adds: stepId },
    },
    {
      label: `${stepId} gives up, answer lost before it was done`,
      event: failed(true, 'timeout'),
      faults: 1,
    },
    {
      label: `${stepId} gives up, never arrived`,
      event: failed(false, 'connection_refused'),
      faults: 1,
    },
  ];
}

function undoMoves(stepId: string): Move[] {
  const resolved = (resolution: 'absent' | 'orphan'): MachineEvent => ({
    type: 'undo.resolved',
    stepId,
    resolution,
    reason: 'seen',
    by: 'user:default/olivia-ops',
  });
  return [
    {
      label: `undo ${stepId}`,
      event: { type: 'undo.succeeded', stepId },
      faults: 0,
      effect: { removes: stepId },
    },
    {
      label: `undo of ${stepId} fails, nothing is there`,
      event: resolved('absent'),
      faults: 1,
      effect: { removes: stepId },
    },
    {
      label: `undo of ${stepId} fails, the orphan is accepted`,
      event: resolved('orphan'),
      faults: 1,
    },
  ];
}

function waitMoves(): Move[] {
  return (['approved', 'date_reached', 'resume', 'undo'] as const).map(
    answer => ({
      label: `answer ${answer}`,
      event: { type: 'run.resumed', answer },
      faults: answer === 'undo' ? 1 : 0,
    }),
  );
}

function cancelMoves(inFlight: string | undefined): Move[] {
  const by = 'user:default/erin-engineer';
  const cancel = (label: string, adds?: string, untouched?: string): Move => ({
    label,
    event: { type: 'run.cancelled', by, ...(untouched && { untouched }) },
    faults: 1,
    ...(adds && { effect: { adds } }),
  });
  return inFlight
    ? [
        cancel(`cancel while ${inFlight} runs, it was done`, inFlight),
        cancel(`cancel while ${inFlight} runs, it was not`),
        cancel(`cancel while ${inFlight} is away`, undefined, inFlight),
      ]
    : [cancel('cancel')];
}

/** What the world becomes by a move. */
export function make(world: World, move: Move): World {
  const { event, effect } = move;
  const exists = new Set(world.exists);
  if (effect?.adds) {
    exists.add(effect.adds);
  }
  if (effect?.removes) {
    exists.delete(effect.removes);
  }
  const isUndo =
    event.type === 'undo.succeeded' || event.type === 'undo.resolved';
  const isOrphan =
    event.type === 'undo.resolved' && event.resolution === 'orphan';
  return {
    run: apply(world.run, event),
    exists,
    orphans: isOrphan
      ? new Set([...world.orphans, event.stepId])
      : world.orphans,
    undone: isUndo ? [...world.undone, event.stepId] : world.undone,
    faults: world.faults + move.faults,
  };
}

/** What must hold in every world that can be reached; throws when it does not. */
export function assertSound(world: World): void {
  const { run, exists, orphans, undone } = world;
  const state = stateOf(run);
  const view = project(run);
  const fail = (message: string): never => {
    throw new Error(
      `${message}\n${run.events.map(event => JSON.stringify(event)).join('\n')}`,
    );
  };
  run.events.forEach((event, index) => {
    if (event.seq !== index + 1) {
      fail('Events are not numbered without a gap');
    }
  });
  if (new Set(undone).size !== undone.length) {
    fail('A step was undone twice');
  }
  if (undone.some(id => !state.registered.includes(id))) {
    fail('A step was undone that was never registered');
  }
  const order = undone.map(id => state.registered.indexOf(id));
  if (order.some((place, index) => index > 0 && place > order[index - 1])) {
    fail('Undo was not last-in-first-out');
  }
  const pivot = run.plan.steps.find(step => step.pivot);
  if (state.committed && undone.length > 0) {
    fail('Something was undone though the pivot had succeeded');
  }
  if (undone.includes(pivot?.id ?? '')) {
    fail('The pivot was undone');
  }
  assertEnd(world, fail);
  if (state.outcome) {
    if (state.outcome !== view.status) {
      fail('The status shown is not the outcome');
    }
    const unsettled = view.steps.find(({ status }) =>
      ['pending', 'running', 'compensating'].includes(status),
    );
    if (unsettled) {
      fail(`'${unsettled.step.id}' is ${unsettled.status} in a finished run`);
    }
  }
  const compensable = new Set(
    run.plan.steps.filter(step => step.compensable).map(step => step.id),
  );
  const left = [...exists].filter(id => compensable.has(id));
  if (
    (state.outcome === 'compensated' || state.outcome === 'cancelled') &&
    left.some(id => !orphans.has(id))
  ) {
    fail(`Left behind: ${left.join(', ')}`);
  }
}

function assertEnd(
  { run, exists }: World,
  fail: (message: string) => never,
): void {
  const { outcome } = stateOf(run);
  if (outcome !== 'succeeded') {
    return;
  }
  const missing = run.plan.steps.find(
    step => !step.optional && !exists.has(step.id),
  );
  if (missing) {
    fail(`Succeeded without '${missing.id}'`);
  }
}
