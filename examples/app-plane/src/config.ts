import { z } from 'zod';

const environment = z.object({
  APP_PLANE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  APP_PLANE_TOKEN: z.string().min(16),
  APP_PLANE_SIGNING_SECRET: z.string().startsWith('whsec_'),
  APP_PLANE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(7010),
});

/** What the server is told by its environment. */
export interface AppPlaneConfig {
  databaseUrl: string;
  /** Bearer token of the control plane. */
  token: string;
  /** Standard Webhooks secret, `whsec_…`. */
  signingSecret: string;
  /** Where people reach it, without a slash at its end. */
  publicUrl: string;
  host: string;
  port: number;
}

/** @throws Error that names the variables which are missing or wrong, never their values */
export function readConfig(env: NodeJS.ProcessEnv): AppPlaneConfig {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map(issue => issue.path[0]));
    throw new Error(`Missing or wrong: ${[...names].join(', ')}`);
  }
  const { data } = parsed;
  return {
    databaseUrl: data.APP_PLANE_DATABASE_URL,
    token: data.APP_PLANE_TOKEN,
    signingSecret: data.APP_PLANE_SIGNING_SECRET,
    publicUrl: (
      data.APP_PLANE_PUBLIC_URL ?? `http://localhost:${data.PORT}`
    ).replace(/\/+$/, ''),
    host: data.HOST,
    port: data.PORT,
  };
}
