import {
  FINISHED_RUN_STATUSES,
  type Run,
} from '@ananta/backstage-plugin-tenants-common';
import type {
  CallOptions,
  TenantsService,
} from '@ananta/backstage-plugin-tenants-node';
import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  durationToMilliseconds,
  type HumanDuration,
  type JsonObject,
} from '@backstage/types';
import { explained } from './explained';
import { type Line, narrate } from './narrate';
import { runPage } from './runPage';

const DEFAULT_TIMEOUT: HumanDuration = { minutes: 15 };

/**
 * Follows a run in the task's log until it has ended, and fails the task when
 * it ended undone. A run that was retried is followed on into its successor.
 */
export function createRunWaitAction({
  tenants,
  appBaseUrl,
}: {
  tenants: TenantsService;
  /** Where people open the portal. */
  appBaseUrl: string;
}) {
  return createTemplateAction({
    id: 'tenancy:run:wait',
    description: 'Follows a run until it has ended',
    supportsDryRun: true,
    schema: {
      input: {
        runId: z => z.string().describe('The run to follow'),
        timeout: z =>
          z
            .union([z.string(), z.record(z.number())])
            .describe(
              "How long to follow it, such as '10m' or {minutes: 10}; 15 minutes by default. The run itself goes on.",
            )
            .optional(),
      },
      output: {
        runId: z => z.string().describe('The run that ended'),
        runUrl: z => z.string().describe("Path of that run's page"),
        status: z => z.string().describe('How it ended'),
        portalUrl: z =>
          z.string().describe("The tenant's place in its app plane").optional(),
      },
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.logger.info('There is no run to follow in a dry run');
        emit(ctx.input.runId, 'succeeded');
        return;
      }
      const credentials = await ctx.getInitiatorCredentials();
      const timeout = toMilliseconds(ctx.input.timeout);
      const deadline = AbortSignal.timeout(timeout);
      const signal = AbortSignal.any(
        [ctx.signal, deadline].filter(each => each !== undefined),
      );

      const run = await follow(
        tenants,
        ctx.input.runId,
        { credentials, signal },
        lines => {
          // One message a look: the task's log doesn't keep the order of messages
          // that are written at once.
          const level = gravestOf(lines);
          if (level) {
            ctx.logger[level](lines.map(({ text }) => text).join('\n'));
          }
        },
      );
      if (!run || !FINISHED_RUN_STATUSES.includes(run.status)) {
        throw new Error(
          ctx.signal?.aborted
            ? 'The task was cancelled; the run itself goes on'
            : `The run has not ended within ${timeout / 1000} s and goes on: ${runPage(appBaseUrl, ctx.input.runId)}`,
        );
      }
      emit(run.id, run.status);
      if (run.status !== 'succeeded') {
        throw new Error(
          `The run ended ${run.status}: ${run.statusReason ?? 'no reason given'}. See ${runPage(appBaseUrl, run.id)}, where it can be retried.`,
        );
      }
      const tenant = await explained(
        tenants.getTenant(run.tenantId, { credentials }),
      );
      if (tenant?.portalUrl) {
        ctx.output('portalUrl', tenant.portalUrl);
      }

      function emit(runId: string, status: string) {
        ctx.output('runId', runId);
        ctx.output('runUrl', `/runs/${runId}`);
        ctx.output('status', status);
      }
    },
  });
}

/** The run as it was last seen: ended, or as it stood when the signal aborted. */
async function follow(
  tenants: TenantsService,
  runId: string,
  options: CallOptions & { signal: AbortSignal },
  log: (lines: Line[]) => void,
): Promise<Run | undefined> {
  let last: Run | undefined;
  try {
    for await (const run of tenants.watchRun(runId, options)) {
      log(narrate(last, run));
      last = run;
    }
  } catch (error) {
    if (!options.signal.aborted) {
      throw await explained(Promise.reject(error)).catch(reason => reason);
    }
  }
  if (last?.retriedBy && !options.signal.aborted) {
    log([{ level: 'info', text: `It was retried as run ${last.retriedBy}` }]);
    return follow(tenants, last.retriedBy, options, log);
  }
  return last;
}

function gravestOf(lines: Line[]): Line['level'] | undefined {
  return (['error', 'warn', 'info'] as const).find(level =>
    lines.some(line => line.level === level),
  );
}

function toMilliseconds(
  timeout: string | JsonObject = DEFAULT_TIMEOUT as JsonObject,
) {
  return durationToMilliseconds(
    readDurationFromConfig(new ConfigReader({ timeout }), { key: 'timeout' }),
  );
}
