import {
  ConfigReader,
  readDurationFromConfig,
  type Config,
} from '@backstage/config';
import { durationToMilliseconds, type JsonObject } from '@backstage/types';
import type { saga } from '@ananta/backstage-plugin-tenants-common';

const MINUTE_MS = 60_000;

/** How runs are driven here. */
export interface RunsConfig {
  /** Runs driven at a time in one process. */
  concurrency: number;
  /** How long something may be retried before the run needs attention. */
  needsAttentionAfterMs: number;
  backoff: saga.Backoff;
  /** What differs from a step's own defaults, by step id. */
  steps: Record<
    string,
    Partial<Pick<saga.PlannedStep, 'attemptTimeoutMs' | 'giveUpAfterMs'>>
  >;
}

/** @throws Error at start-up when `ananta.runs` is malformed */
export function readRunsConfig(root: Config): RunsConfig {
  const config = root.getOptionalConfig('ananta.runs') ?? new ConfigReader({});
  const steps = config.getOptional<JsonObject>('steps') ?? {};
  return {
    concurrency: config.getOptionalNumber('concurrency') ?? 10,
    needsAttentionAfterMs: readMs(config, 'needsAttentionAfter') ?? MINUTE_MS,
    backoff: {
      initialMs: readMs(config, 'backoff.initial') ?? 1_000,
      factor: config.getOptionalNumber('backoff.factor') ?? 2,
      maxMs: readMs(config, 'backoff.max') ?? MINUTE_MS,
    },
    steps: Object.fromEntries(
      Object.entries(steps).map(([stepId, value]) => {
        const step = new ConfigReader(
          value as JsonObject,
          `ananta.runs.steps.${stepId}`,
        );
        return [
          stepId,
          {
            attemptTimeoutMs: readMs(step, 'attemptTimeout'),
            giveUpAfterMs: readMs(step, 'giveUpAfter'),
          },
        ];
      }),
    ),
  };
}

function readMs(config: Config, key: string): number | undefined {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : undefined;
}
