import {
  PortError,
  type AppPlane,
  type BootstrapRequest,
  type BootstrapResponse,
  type CallContext,
} from '@ananta/backstage-plugin-tenants-node';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { classifyFailure, classifyStatus } from './classify';
import { readBounded } from './readBounded';
import type { AppPlaneEndpoint } from './readAppPlanes';

const MAX_ANSWER_BYTES = 64 * 1024;

const bootstrapResponse = z.object({
  status: z.literal('provisioned'),
  organizationId: z.string().min(1).max(200),
  portalUrl: z.url({ protocol: /^https?$/ }).max(2000),
});

/**
 * Speaks to app planes over HTTP. Every call carries a bearer token, the
 * idempotency key, and a Standard Webhooks signature over the raw body.
 * Redirects aren't followed: they would take the token elsewhere.
 */
export class HttpAppPlane implements AppPlane {
  readonly provider = 'http';
  readonly names: readonly string[];

  /** @param options - the default app plane comes first */
  static create(options: { endpoints: AppPlaneEndpoint[] }): HttpAppPlane {
    return new HttpAppPlane(options.endpoints);
  }

  private constructor(private readonly endpoints: AppPlaneEndpoint[]) {
    this.names = endpoints.map(endpoint => endpoint.name);
  }

  async bootstrap(
    appPlane: string,
    body: BootstrapRequest,
    ctx: CallContext,
  ): Promise<BootstrapResponse> {
    const { status, text, retryAfter } = await this.send(appPlane, ctx, {
      method: 'POST',
      path: '/api/bootstrap',
      body: JSON.stringify(body),
    });
    if (status < 200 || status > 299) {
      throw classifyStatus(status, appPlane, retryAfter);
    }
    return parseBootstrapResponse(text, appPlane);
  }

  async offboard(
    appPlane: string,
    tenantId: string,
    ctx: CallContext,
  ): Promise<void> {
    const { status, retryAfter } = await this.send(appPlane, ctx, {
      method: 'DELETE',
      path: `/api/bootstrap/${encodeURIComponent(tenantId)}`,
      body: '',
    });
    const gone = status === 404 || status === 410;
    if (!gone && (status < 200 || status > 299)) {
      throw classifyStatus(status, appPlane, retryAfter);
    }
  }

  private async send(
    appPlane: string,
    ctx: CallContext,
    request: { method: string; path: string; body: string },
  ): Promise<{ status: number; text: string; retryAfter: boolean }> {
    const endpoint = this.endpointOf(appPlane);
    try {
      const response = await fetch(`${endpoint.baseUrl}${request.path}`, {
        method: request.method,
        headers: headersFor(endpoint, ctx, request.body),
        body: request.body || undefined,
        redirect: 'manual',
        signal: ctx.signal,
      });
      return {
        status: response.status,
        text: await readBounded(response, MAX_ANSWER_BYTES),
        retryAfter: response.headers.has('retry-after'),
      };
    } catch (error) {
      throw error instanceof RangeError
        ? badAnswer(appPlane, error.message)
        : classifyFailure(error, appPlane, ctx.signal);
    }
  }

  private endpointOf(appPlane: string): AppPlaneEndpoint {
    const endpoint = this.endpoints.find(({ name }) => name === appPlane);
    if (!endpoint) {
      throw new PortError(
        'final',
        'unknown_app_plane',
        `There is no app plane '${appPlane}' in the configuration`,
      );
    }
    return endpoint;
  }
}

function headersFor(
  endpoint: AppPlaneEndpoint,
  ctx: CallContext,
  body: string,
): Record<string, string> {
  const now = new Date();
  return {
    accept: 'application/json',
    authorization: `Bearer ${endpoint.token}`,
    'idempotency-key': ctx.idempotencyKey,
    'webhook-id': ctx.idempotencyKey,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(endpoint.signingSecret).sign(
      ctx.idempotencyKey,
      now,
      body,
    ),
    ...(body && { 'content-type': 'application/json' }),
  };
}

function parseBootstrapResponse(
  text: string,
  appPlane: string,
): BootstrapResponse {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badAnswer(appPlane, 'it is no JSON');
  }
  const parsed = bootstrapResponse.safeParse(json);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(issue => issue.path.join('.'));
    throw badAnswer(appPlane, `it lacks a proper ${fields.join(', ')}`);
  }
  return parsed.data;
}

function badAnswer(appPlane: string, why: string): PortError {
  return new PortError(
    'unknown',
    'bad_answer',
    `The app plane '${appPlane}' gave an answer that can't be used: ${why}`,
  );
}
