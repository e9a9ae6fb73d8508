import type { saga } from '@ananta/backstage-plugin-tenants-common';
import type { RunsConfig } from '../runs/config';
import type { Step } from '../steps';
import type { RunDefinition } from './types';

const OUTSIDE_ATTEMPT_MS = 30_000;
const LOCAL_ATTEMPT_MS = 10_000;

/** The plan of a new run, as it stays whatever becomes of code and configuration. */
export function freezePlan(
  definition: RunDefinition,
  config: Pick<RunsConfig, 'backoff' | 'steps'>,
): saga.SagaPlan {
  return {
    onExhausted: definition.onExhausted,
    steps: definition.steps.map(step => freezeStep(step, config)),
  };
}

function freezeStep(
  step: Step,
  config: Pick<RunsConfig, 'backoff' | 'steps'>,
): saga.PlannedStep {
  const configured = config.steps[step.id];
  return {
    id: step.id,
    title: step.title,
    ...(step.undoTitle && { undoTitle: step.undoTitle }),
    ...(!step.local && { port: step.port }),
    attemptTimeoutMs:
      configured?.attemptTimeoutMs ??
      (step.local ? LOCAL_ATTEMPT_MS : OUTSIDE_ATTEMPT_MS),
    giveUpAfterMs: configured?.giveUpAfterMs ?? step.giveUpAfterMs,
    backoff: config.backoff,
    compensable: step.undo !== undefined,
    pivot: step.pivot ?? false,
    optional: step.optional ?? false,
    local: step.local,
  };
}
