import { saga, type StepError } from '@ananta/backstage-plugin-tenants-common';
import type { JobsService } from '@ananta/jobs';
import { ApiError } from '@ananta/http';
import type { RunDefinitions } from '../../sagas';
import type { StepContext, StepResult } from '../../steps';
import { TenantStore, type TenantJournal } from '../../tenants';
import type { RunsConfig } from '../config';
import { toStepError } from '../errors';
import { sendRun } from '../runQueue';
import type { RunWriter } from '../RunWriter';
import type { Work } from './attempt';
import { Attention } from './Attention';
import { StepResources } from './StepResources';
import { judge, neverArrived, nextAttemptAt } from './verdict';

/**
 * What the embedded driver writes: how attempts ended, what was commanded, and
 * what comes next. Every method works in the transaction of a writer, which
 * has locked the run and its tenant.
 */
export class RunAdvancer {
  private readonly tenants = new TenantStore();
  private readonly resources: StepResources;
  private readonly attention: Attention;

  constructor(
    private readonly options: {
      definitions: RunDefinitions;
      config: Pick<RunsConfig, 'needsAttentionAfterMs'>;
      jobs: JobsService;
      journal: TenantJournal;
    },
  ) {
    this.resources = new StepResources(options.definitions);
    this.attention = new Attention(options);
  }

  /** Closes what a dead process left open. */
  async closeLost(writer: RunWriter): Promise<void> {
    for (const attempt of writer.openAttempts) {
      await writer.closeAttempt(attempt, { outcome: 'lost' });
    }
  }

  /** Carries out what people have asked for, or refuses it. */
  async obey(writer: RunWriter): Promise<void> {
    for (const command of writer.recordedCommands) {
      const untouched = this.untouchedStep(writer);
      const event: saga.MachineEvent = {
        type: 'run.cancelled',
        by: command.requested_by,
        ...(untouched && { untouched }),
      };
      const reason = saga.refusal(writer.run, event);
      if (!reason) {
        writer.apply(event);
        if (untouched) {
          await this.resources.remove(writer, untouched);
        }
      }
      await writer.settleCommand(command.id, reason);
      await this.options.journal.record(writer.trx, {
        tenantId: writer.row.tenant_id,
        actor: command.requested_by,
        action: reason ? 'run.cancel_refused' : 'run.cancelled',
        target: `run:${writer.row.id}`,
        after: { commandId: command.id, ...(reason && { reason }) },
      });
    }
  }

  async succeeded(
    writer: RunWriter,
    work: Work,
    result: StepResult,
  ): Promise<void> {
    const { step, kind, number } = work;
    const attempt = { stepId: step.id, kind, number };
    await writer.closeAttempt(attempt, { outcome: 'succeeded' });
    if (kind === 'do') {
      const { output } = result;
      writer.apply({
        type: 'step.succeeded',
        stepId: step.id,
        ...(output && { output }),
      });
      await this.resources.confirm(writer, step.id, result);
    } else {
      writer.apply({ type: 'undo.succeeded', stepId: step.id });
      await this.resources.remove(writer, step.id);
    }
    await this.attention.set(writer, false);
  }

  async failed(writer: RunWriter, work: Work, error: StepError): Promise<void> {
    const { step, kind, number } = work;
    const planned = writer.step(step.id);
    const attempts = writer.attemptsOf(step.id, kind);
    const attempt = { stepId: step.id, kind, number };
    const end = { outcome: 'failed' as const, error };
    const verdict =
      kind === 'do'
        ? judge(planned, attempts, error, {
            now: writer.now,
            leavesTraces: !step.local && (step.leavesTraces ?? false),
          })
        : {
            kind: 'retry' as const,
            at: nextAttemptAt(planned.backoff, attempts, writer.now),
          };
    if (verdict.kind === 'give_up') {
      await writer.closeAttempt(attempt, end);
      await this.giveUp(writer, step.id, verdict.arrived, error);
      return;
    }
    await writer.closeAttempt(attempt, { ...end, nextAttemptAt: verdict.at });
    const age = writer.now.getTime() - attempts[0].startedAt.getTime();
    const limit =
      kind === 'undo'
        ? this.options.config.needsAttentionAfterMs
        : planned.giveUpAfterMs;
    if (age >= limit) {
      await this.attention.set(writer, true);
    }
  }

  async lost(writer: RunWriter, work: Work): Promise<void> {
    const { step, kind, number } = work;
    await writer.closeAttempt(
      { stepId: step.id, kind, number },
      { outcome: 'lost' },
    );
  }

  /** Begins what is due; undefined when there is nothing to do now. */
  async next(writer: RunWriter): Promise<Work | undefined> {
    for (;;) {
      const due = saga.decide(writer.run);
      switch (due.kind) {
        case 'wait':
          if (!saga.stateOf(writer.run).waiting) {
            writer.apply({ type: 'run.waiting', reason: due.reason });
          }
          return undefined;
        case 'finish':
          await this.finish(writer, due.outcome);
          return undefined;
        case 'compensate':
          return this.begin(
            writer,
            due.stepId,
            'undo',
            await this.contextOf(writer),
          );
        default: {
          const context = await this.contextOf(writer);
          if (await this.register(writer, due.stepId, context)) {
            return this.begin(writer, due.stepId, 'do', context);
          }
        }
      }
    }
  }

  /** What a step gets to know, as it is now. */
  async contextOf(writer: RunWriter): Promise<StepContext> {
    const { row, trx } = writer;
    const { steps } = saga.stateOf(writer.run);
    return {
      run: {
        id: row.id,
        type: row.type,
        startedBy: row.started_by,
        outputs: Object.fromEntries(
          Object.entries(steps).map(([id, { output }]) => [id, output ?? {}]),
        ),
      },
      tenant: await this.tenants.get(trx, row.tenant_id),
    };
  }

  /** Registers a step with what it is about to make; false when it may not make that. */
  private async register(
    writer: RunWriter,
    stepId: string,
    context: StepContext,
  ): Promise<boolean> {
    if (saga.stateOf(writer.run).steps[stepId].registered) {
      return true;
    }
    writer.apply({ type: 'step.registered', stepId });
    try {
      await this.resources.plan(writer, stepId, context);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      const attempt = await writer.openAttempt(stepId, 'do');
      const stepError = toStepError(error);
      await writer.closeAttempt(attempt, {
        outcome: 'failed',
        error: stepError,
      });
      await this.giveUp(writer, stepId, false, stepError);
      return false;
    }
  }

  /** Opens an attempt, or has the run driven on when its time has come. */
  private async begin(
    writer: RunWriter,
    stepId: string,
    kind: Work['kind'],
    context: StepContext,
  ): Promise<Work | undefined> {
    const { row, trx } = writer;
    const last = writer.attemptsOf(stepId, kind).at(-1);
    if (last?.nextAttemptAt && last.nextAttemptAt > writer.now) {
      await sendRun(
        this.options.jobs,
        trx,
        { runId: row.id, tenantId: row.tenant_id },
        last.nextAttemptAt,
      );
      return undefined;
    }
    const { number } = await writer.openAttempt(stepId, kind);
    return {
      step: this.options.definitions.step(row.type, stepId),
      kind,
      number,
      timeoutMs: writer.step(stepId).attemptTimeoutMs,
      context,
    };
  }

  private async giveUp(
    writer: RunWriter,
    stepId: string,
    arrived: boolean,
    error: StepError,
  ): Promise<void> {
    writer.apply({ type: 'step.failed', stepId, arrived, error });
    if (!arrived) {
      await this.resources.remove(writer, stepId);
    }
  }

  private async finish(
    writer: RunWriter,
    outcome: saga.RunOutcome,
  ): Promise<void> {
    writer.apply({ type: 'run.finished', outcome });
    await this.options.definitions
      .get(writer.row.type)
      .onFinished(writer.trx, await this.contextOf(writer), outcome);
  }

  /** The step under way, when certainly no attempt at it had an effect. */
  private untouchedStep(writer: RunWriter): string | undefined {
    const due = saga.decide(writer.run);
    if (
      due.kind !== 'execute' ||
      !saga.stateOf(writer.run).steps[due.stepId].registered
    ) {
      return undefined;
    }
    const step = this.options.definitions.step(writer.row.type, due.stepId);
    const isUntouched =
      step.local ||
      (!step.leavesTraces && neverArrived(writer.attemptsOf(due.stepId, 'do')));
    return isUntouched ? due.stepId : undefined;
  }
}
