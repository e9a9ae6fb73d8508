import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { saga } from '@ananta/backstage-plugin-tenants-common';
import { asTenant, describeError } from '@ananta/database';
import type { JobsService } from '@ananta/jobs';
import type { RunDefinitions } from '../../sagas';
import type { LocalStep, OutsideStep } from '../../steps';
import type { TenantJournal } from '../../tenants';
import type { RunsConfig } from '../config';
import { toLocalStepError } from '../errors';
import type { RunFeed } from '../RunFeed';
import { runQueue, type RunRef } from '../runQueue';
import { LeaseLostError, RunWriter } from '../RunWriter';
import { attemptOutside, type AttemptEnd, type Work } from './attempt';
import { Attention } from './Attention';
import { RunAdvancer } from './RunAdvancer';

export interface EmbeddedDriverOptions {
  database: Knex;
  definitions: RunDefinitions;
  config: RunsConfig;
  jobs: JobsService;
  journal: TenantJournal;
  feed: RunFeed;
  logger: LoggerService;
  now: () => Date;
}

/** A run as one job drives it. */
interface Session extends RunRef {
  signal: AbortSignal;
  /** Absent until the run was taken over. */
  fence?: string;
  /** A command came, or may have come, while no attempt was under way. */
  isNoticed: boolean;
  /** Cuts the attempt under way short, where that is possible. */
  interrupt?: () => void;
}

/**
 * Drives runs on the job queue: one job takes a run from step to step until it
 * waits, backs off or ends. Each take-over gets a new fence, which every write
 * checks, so that whoever was overtaken changes nothing.
 */
export class EmbeddedDriver {
  static create(options: EmbeddedDriverOptions): EmbeddedDriver {
    return new EmbeddedDriver(
      options,
      new RunAdvancer(options),
      new Attention(options),
    );
  }

  private constructor(
    private readonly options: EmbeddedDriverOptions,
    private readonly advancer: RunAdvancer,
    private readonly attention: Attention,
  ) {}

  /** Works the queue of runs until the process shuts down. */
  async work(): Promise<void> {
    const { jobs, config } = this.options;
    await jobs.work(runQueue(config.concurrency), ({ data, signal }) =>
      this.drive({ runId: data.runId, tenantId: data.tenantId }, signal),
    );
  }

  /**
   * Takes a run over, and drives it as far as it goes now.
   *
   * @throws the signal's reason when it had to stop, and whatever went wrong
   *   here, so that the job is done again
   */
  async drive(ref: RunRef, signal: AbortSignal): Promise<void> {
    const session: Session = { ...ref, signal, isNoticed: false };
    const unwatch = this.watchCommands(session);
    try {
      let work = await this.takeOver(session);
      while (work) {
        work = work.step.local
          ? await this.makeLocal(session, work as Work<LocalStep>)
          : await this.makeOutside(session, work as Work<OutsideStep>);
      }
      signal.throwIfAborted();
    } catch (error) {
      if (!(error instanceof LeaseLostError)) {
        await this.noteFailure(session);
        throw error;
      }
      this.options.logger.info(error.message);
    } finally {
      unwatch();
    }
  }

  /** A run that can't be driven says so, unless writing is what can't be done. */
  private async noteFailure(session: Session): Promise<void> {
    if (session.signal.aborted) {
      return;
    }
    try {
      await this.transact(session, writer =>
        this.attention.drivingFailed(writer),
      );
    } catch (error) {
      this.options.logger.warn(
        `The failure of run ${session.runId} could not be noted: ${describeError(error)}`,
      );
    }
  }

  private async takeOver(session: Session): Promise<Work | undefined> {
    const taken = await this.transact(session, async writer => {
      if (writer.isFinished) {
        return undefined;
      }
      const fence = writer.takeOver();
      await this.advancer.closeLost(writer);
      return { fence, work: await this.goOn(session, writer) };
    });
    session.fence = taken?.fence;
    return taken?.work;
  }

  /** The attempt lies between two transactions; its end is written in the second. */
  private async makeOutside(
    session: Session,
    work: Work<OutsideStep>,
  ): Promise<Work | undefined> {
    const end = await this.attempt(session, work);
    return this.transact(session, async writer => {
      await this.settle(writer, work, end);
      return this.goOn(session, writer);
    });
  }

  /** Effect and success are one transaction; a cancel that came before wins. */
  private async makeLocal(
    session: Session,
    work: Work<LocalStep>,
  ): Promise<Work | undefined> {
    try {
      return await this.transact(session, async writer => {
        await this.advancer.obey(writer);
        if (isDue(writer, work)) {
          await this.actLocally(writer, work);
        } else {
          await this.advancer.lost(writer, work);
        }
        return this.goOn(session, writer);
      });
    } catch (error) {
      if (error instanceof LeaseLostError) {
        throw error;
      }
      this.logFailure(session, work, error);
      return this.transact(session, async writer => {
        await this.advancer.failed(writer, work, toLocalStepError(error));
        return this.goOn(session, writer);
      });
    }
  }

  private async actLocally(
    writer: RunWriter,
    work: Work<LocalStep>,
  ): Promise<void> {
    const { step, kind, timeoutMs } = work;
    const context = await this.advancer.contextOf(writer);
    await writer.trx.raw(`SELECT set_config('statement_timeout', ?, true)`, [
      String(timeoutMs),
    ]);
    const result =
      kind === 'do'
        ? await step.do(writer.trx, context)
        : await step.undo?.(writer.trx, context);
    await this.advancer.succeeded(writer, work, result ?? {});
  }

  /** Doing is cut short by a command; an undo goes on whatever is asked. */
  private async attempt(
    session: Session,
    work: Work<OutsideStep>,
  ): Promise<AttemptEnd> {
    try {
      return await attemptOutside(work, {
        signal: session.signal,
        onInterruptible: interrupt => {
          session.interrupt = work.kind === 'do' ? interrupt : undefined;
          if (session.isNoticed) {
            this.checkCommands(session);
          }
        },
      });
    } finally {
      session.interrupt = undefined;
    }
  }

  private watchCommands(session: Session): () => void {
    return this.options.feed.watch(session.runId, notice => {
      if (!notice || notice.command) {
        session.isNoticed = true;
        this.checkCommands(session);
      }
    });
  }

  private checkCommands(session: Session): void {
    const { interrupt } = session;
    if (!interrupt) {
      return;
    }
    session.isNoticed = false;
    this.hasCommand(session).then(
      hasCommand => hasCommand && interrupt(),
      error =>
        this.options.logger.warn(
          `Reading commands failed: ${describeError(error)}`,
        ),
    );
  }

  private async hasCommand({ runId, tenantId }: Session): Promise<boolean> {
    const command = await asTenant(this.options.database, tenantId, trx =>
      trx('run_commands')
        .where({ run_id: runId, state: 'recorded' })
        .first('id'),
    );
    return command !== undefined;
  }

  private async settle(
    writer: RunWriter,
    work: Work,
    end: AttemptEnd,
  ): Promise<void> {
    switch (end.kind) {
      case 'succeeded':
        return this.advancer.succeeded(writer, work, end.result);
      case 'failed':
        if (end.error.code === 'internal') {
          this.logFailure(writer.row, work, end.cause);
        }
        return this.advancer.failed(writer, work, end.error);
      default:
        return this.advancer.lost(writer, work);
    }
  }

  /** What comes next, unless this process has to stop; then another goes on. */
  private async goOn(
    { signal }: Session,
    writer: RunWriter,
  ): Promise<Work | undefined> {
    await this.advancer.obey(writer);
    return signal.aborted && !writer.isFinished
      ? undefined
      : this.advancer.next(writer);
  }

  private async transact<T>(
    { runId, tenantId, fence }: Session,
    change: (writer: RunWriter) => Promise<T>,
  ): Promise<T> {
    const { database, now } = this.options;
    return asTenant(database, tenantId, async trx => {
      const writer = await RunWriter.open(trx, runId, { now: now(), fence });
      const result = await change(writer);
      await writer.save();
      return result;
    });
  }

  private logFailure(
    run: { id: string } | Session,
    { step, kind, number }: Work,
    error: unknown,
  ): void {
    const runId = 'runId' in run ? run.runId : run.id;
    this.options.logger.warn(
      `Attempt ${number} to ${kind} '${step.id}' in run ${runId} failed: ${describeError(error)}`,
    );
  }
}

function isDue(writer: RunWriter, { step, kind }: Work): boolean {
  const due = saga.decide(writer.run);
  return (
    due.kind === (kind === 'do' ? 'execute' : 'compensate') &&
    due.stepId === step.id
  );
}
