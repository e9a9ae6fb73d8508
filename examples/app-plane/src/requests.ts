import type { Request } from 'express';
import { z } from 'zod';
import { Problem } from './problems.ts';

const NO_CONTROL_CHARACTERS = /^[^\u0000-\u001f\u007f]+$/;
const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;
/** A DNS label of 2 to 31 characters. */
export const TENANT_KEY = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,30}$/;
const MAX_ENTRIES = 100;

const text = (max: number) =>
  z.string().min(1).max(max).regex(NO_CONTROL_CHARACTERS);
const entries = <T extends z.ZodType>(value: T) =>
  z
    .record(z.string().regex(NAME), value)
    .refine(record => Object.keys(record).length <= MAX_ENTRIES);

const tenantId = z.uuid();
const limits = entries(z.number().int().nonnegative().nullable());
const features = entries(z.boolean());
const planId = z.string().regex(NAME);

const bootstrapBody = z.strictObject({
  tenantId,
  tenantKey: z.string().regex(TENANT_KEY),
  tenantName: text(200),
  planId,
  adminUser: z.strictObject({
    email: z.email().max(254),
    firstName: text(100),
    lastName: text(100),
  }),
  limits,
  features,
  identity: z
    .strictObject({ issuer: z.url().max(500), clientId: text(200) })
    .optional(),
});

const updateBody = z
  .strictObject({
    status: z.enum(['active', 'suspended']),
    planId,
    limits,
    features,
  })
  .partial()
  .refine(body => Object.keys(body).length > 0, 'Nothing to change');

const runKey = z.string().regex(/^[A-Za-z0-9-]{1,64}\/[a-z0-9.-]{1,64}$/);

export type BootstrapBody = z.infer<typeof bootstrapBody>;
export type UpdateBody = z.infer<typeof updateBody>;

/** @throws Problem 400 that names the member which is wrong */
export function readBootstrapBody(req: Request): BootstrapBody {
  return check(bootstrapBody, readJson(req));
}

/** @throws Problem 400 that names the member which is wrong */
export function readUpdateBody(req: Request): UpdateBody {
  return check(updateBody, readJson(req));
}

/** @throws Problem 400 when the path holds no UUID */
export function readTenantId(req: Request): string {
  return check(tenantId, req.params.tenantId, 'tenantId');
}

/** The run of an `Idempotency-Key: <runId>/<stepId>`. @throws Problem 400 */
export function readRunId(req: Request): string {
  const key = check(runKey, req.get('idempotency-key'), 'Idempotency-Key');
  return key.split('/')[0];
}

function readJson(req: Request): unknown {
  try {
    return JSON.parse(String(req.body));
  } catch {
    throw new Problem(400, 'not_json', 'The body is no JSON');
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown, name?: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const unknown = issue.code === 'unrecognized_keys';
  throw new Problem(
    400,
    unknown ? 'unknown_field' : 'invalid_request',
    issue.message,
    name ?? [...issue.path, ...(unknown ? issue.keys : [])].join('.'),
  );
}
