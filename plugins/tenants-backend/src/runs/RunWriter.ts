import { saga, type StepError } from '@ananta/backstage-plugin-tenants-common';
import type { Knex } from 'knex';
import { describeStand, DRIVING_FAILS } from './describe';
import { readHistory } from './history';
import {
  RUN_CHANNEL,
  type RunNotice,
  toEventRow,
  toSagaRun,
  type Attempt,
  type AttemptRow,
  type CommandRow,
  type RunEventRow,
  type RunRow,
} from './rows';

/** Somebody else has taken the run over; whoever gets this stops quietly. */
export class LeaseLostError extends Error {
  readonly name = 'LeaseLostError';

  constructor(runId: string) {
    super(`Run ${runId} was taken over`);
  }
}

/**
 * One run, locked for the length of a transaction. Changes are collected and
 * written by `save`, which also announces them.
 */
export class RunWriter {
  /**
   * Locks a run and then its tenant: always in this order, and before the head
   * of the audit chain, so that nobody waits in a circle.
   *
   * @param fence - the caller's lease; whoever has none only records commands
   * @throws LeaseLostError when a newer lease was taken
   */
  static async open(
    trx: Knex.Transaction,
    runId: string,
    options: { now: Date; fence?: string },
  ): Promise<RunWriter> {
    const row: RunRow | undefined = await trx('runs')
      .join('tenants', 'tenants.id', 'runs.tenant_id')
      .where('runs.id', runId)
      .forUpdate('runs', 'tenants')
      .first('runs.*');
    if (!row || (options.fence && row.fence !== options.fence)) {
      throw new LeaseLostError(runId);
    }
    const history = await readHistory(trx, runId);
    return new RunWriter(
      trx,
      options.now,
      row,
      toSagaRun(row, history.events),
      history.attempts,
      history.commands,
    );
  }

  private readonly newEvents: RunEventRow[] = [];
  private hasNewCommand = false;
  private changes = 0;
  private changed: Partial<RunRow> = {};

  private constructor(
    readonly trx: Knex.Transaction,
    readonly now: Date,
    readonly row: RunRow,
    private current: saga.SagaRun,
    private attempts: Attempt[],
    private commands: CommandRow[],
  ) {}

  /** The run with everything applied so far. */
  get run(): saga.SagaRun {
    return this.current;
  }

  get isFinished(): boolean {
    return saga.stateOf(this.current).outcome !== undefined;
  }

  get needsAttention(): boolean {
    return this.changed.needs_attention ?? this.row.needs_attention;
  }

  step(stepId: string): saga.PlannedStep {
    const step = this.current.plan.steps.find(({ id }) => id === stepId);
    if (!step) {
      throw new Error(`Run ${this.row.id} has no step '${stepId}'`);
    }
    return step;
  }

  /** Takes the run over: whoever drove it before can write no more. */
  takeOver(): string {
    const fence = String(BigInt(this.row.fence) + 1n);
    this.changed.fence = fence;
    this.changed.started_at = this.row.started_at ?? this.now;
    return fence;
  }

  /** @throws IllegalEventError when the event may not follow */
  apply(event: saga.MachineEvent): void {
    this.current = saga.apply(this.current, event);
    const applied = this.current.events[this.current.events.length - 1];
    this.newEvents.push(toEventRow(this.row, applied, this.now));
    this.changes += 1;
    this.changed.failing_since = null;
    if (event.type === 'run.finished') {
      this.changed.finished_at = this.now;
      this.changed.needs_attention = false;
    }
  }

  setNeedsAttention(needsAttention: boolean): void {
    this.changed.needs_attention = needsAttention;
    this.changes += 1;
  }

  /** Since when driving fails: now, unless it failed before and nothing was done since. */
  failSince(): Date {
    const since = this.row.failing_since ?? this.now;
    this.changed.failing_since = since;
    return since;
  }

  /** Attempts at one step, oldest first. */
  attemptsOf(stepId: string, kind: Attempt['kind']): Attempt[] {
    return this.attempts.filter(
      attempt => attempt.stepId === stepId && attempt.kind === kind,
    );
  }

  get openAttempts(): Attempt[] {
    return this.attempts.filter(attempt => !attempt.outcome);
  }

  async openAttempt(stepId: string, kind: Attempt['kind']): Promise<Attempt> {
    const attempt: Attempt = {
      stepId,
      kind,
      number: this.attemptsOf(stepId, kind).length + 1,
      startedAt: this.now,
    };
    await this.trx<AttemptRow>('run_attempts').insert({
      run_id: this.row.id,
      step_id: stepId,
      kind,
      number: attempt.number,
      tenant_id: this.row.tenant_id,
      started_at: this.now,
    });
    this.attempts = [...this.attempts, attempt];
    this.changes += 1;
    return attempt;
  }

  async closeAttempt(
    attempt: Pick<Attempt, 'stepId' | 'kind' | 'number'>,
    end: {
      outcome: NonNullable<Attempt['outcome']>;
      error?: StepError;
      nextAttemptAt?: Date;
    },
  ): Promise<void> {
    const { stepId, kind, number } = attempt;
    await this.trx<AttemptRow>('run_attempts')
      .where({ run_id: this.row.id, step_id: stepId, kind, number })
      .update({
        finished_at: this.now,
        outcome: end.outcome,
        error_class: end.error?.class ?? null,
        error_code: end.error?.code ?? null,
        error_message: end.error?.message ?? null,
        next_attempt_at: end.nextAttemptAt ?? null,
      });
    this.attempts = this.attempts.map(known =>
      known.stepId === stepId && known.kind === kind && known.number === number
        ? { ...known, ...end, finishedAt: this.now }
        : known,
    );
    this.changes += 1;
    if (end.outcome !== 'lost') {
      this.changed.failing_since = null;
    }
  }

  /** Commands that wait to be carried out, oldest first. */
  get recordedCommands(): readonly CommandRow[] {
    return this.commands;
  }

  async settleCommand(id: string, refusal?: string): Promise<void> {
    await this.trx<CommandRow>('run_commands')
      .where({ id })
      .update({
        state: refusal ? 'refused' : 'applied',
        reason: refusal ?? null,
        settled_at: this.now,
      });
    this.commands = this.commands.filter(command => command.id !== id);
    this.changes += 1;
  }

  async recordCommand(command: {
    id: string;
    kind: CommandRow['kind'];
    requestedBy: string;
  }): Promise<void> {
    await this.trx<CommandRow>('run_commands').insert({
      id: command.id,
      run_id: this.row.id,
      tenant_id: this.row.tenant_id,
      kind: command.kind,
      requested_by: command.requestedBy,
      requested_at: this.now,
      state: 'recorded',
    });
    this.hasNewCommand = true;
    this.changes += 1;
  }

  /** Writes what was collected, and announces it when the transaction commits. */
  async save(): Promise<void> {
    if (this.changes === 0 && Object.keys(this.changed).length === 0) {
      return;
    }
    if (this.newEvents.length > 0) {
      await this.trx<RunEventRow>('run_events').insert(this.newEvents);
    }
    const lastEventId = this.row.last_event_id + this.changes;
    const notice: RunNotice = {
      runId: this.row.id,
      eventId: lastEventId,
      ...(this.hasNewCommand && { command: true }),
    };
    await this.trx<RunRow>('runs')
      .where({ id: this.row.id })
      .update({
        ...this.changed,
        status: saga.project(this.current).status,
        status_reason: this.statusReason() ?? null,
        last_event_id: lastEventId,
        version: this.row.version + 1,
      })
      .returning(
        this.trx.raw('pg_notify(?, ?)', [RUN_CHANNEL, JSON.stringify(notice)]),
      );
  }

  private statusReason(): string | undefined {
    const { failing_since } = { ...this.row, ...this.changed };
    return failing_since && this.needsAttention
      ? DRIVING_FAILS
      : describeStand(this.current, this.attempts);
  }
}
