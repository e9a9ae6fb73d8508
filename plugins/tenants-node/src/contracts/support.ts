import { randomBytes, randomUUID } from 'node:crypto';
import type { ErrorClass } from '@ananta/backstage-plugin-tenants-common';
import { PortError, type CallContext } from '../ports';

/** The context of a new run of a new tenant, or of the one given. */
export function newContext(overrides: Partial<CallContext> = {}): CallContext {
  const runId = overrides.runId ?? randomUUID();
  return {
    tenantId: randomUUID(),
    runId,
    idempotencyKey: `${runId}/contract.step`,
    signal: new AbortController().signal,
    ...overrides,
  };
}

/** The same tenant in another run. */
export function nextRun(ctx: CallContext): CallContext {
  return newContext({ tenantId: ctx.tenantId });
}

export function abortedContext(ctx: CallContext): CallContext {
  return { ...ctx, signal: AbortSignal.abort() };
}

/** A tenant key that nobody else uses. */
export function newKey(): string {
  return `c${randomBytes(6).toString('hex')}`;
}

/** Names that try to be more than a name. */
export const HOSTILE_NAMES: readonly string[] = [
  '',
  'public',
  'Tenant-Acme',
  'a"; DROP SCHEMA public CASCADE; --',
  "a'; SELECT 1; --",
  '../../etc/passwd',
  'a/b',
  'a b',
  'a\u0000b',
  'a\n',
  'a%25b',
  `a${'b'.repeat(300)}`,
];

/** Text that people may write, and that must come back unharmed. */
export const AWKWARD_TEXT = `O'Brien & "Söhne"; <b>DROP</b> \\ 株式会社`;

/** Waits for a refusal and checks what kind it is. */
export async function expectPortError(
  promise: Promise<unknown>,
  errorClass: ErrorClass,
  code?: string,
): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PortError);
  expect(error).toMatchObject({ errorClass, ...(code && { code }) });
}

/** Starts an act, aborts it at once, and waits until it has settled. */
export async function startAndAbort(
  ctx: CallContext,
  act: (ctx: CallContext) => Promise<unknown>,
): Promise<void> {
  const controller = new AbortController();
  const settled = Promise.allSettled([
    act({ ...ctx, signal: controller.signal }),
  ]);
  controller.abort();
  const [outcome] = await settled;
  if (outcome.status === 'rejected') {
    expect(outcome.reason).toBeInstanceOf(PortError);
  }
}
