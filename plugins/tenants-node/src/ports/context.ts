/** What every outside call of a step gets along. */
export interface CallContext {
  /** `<runId>/<stepId>`; the same for every attempt, overlapping ones too. */
  idempotencyKey: string;
  tenantId: string;
  runId: string;
  /** Aborted when the attempt's time is over or the process shuts down. */
  signal: AbortSignal;
}
