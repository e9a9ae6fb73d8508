import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Webhook } from 'standardwebhooks';
import { Problem } from './problems.ts';

/** Lets the control plane's bearer token pass, and nobody else. */
export function requireBearer(token: string): RequestHandler {
  const expected = digest(`Bearer ${token}`);
  return (req, _res, next) => {
    const given = digest(req.headers.authorization ?? '');
    next(
      timingSafeEqual(given, expected)
        ? undefined
        : new Problem(
            401,
            'unauthorized',
            'The bearer token is missing or wrong',
          ),
    );
  };
}

/**
 * Checks the Standard Webhooks signature over the raw body, which may be five
 * minutes old. The signed id must be the idempotency key, so that nobody can
 * pass one call off as another run's.
 */
export function requireSignature(secret: string): RequestHandler {
  const webhook = new Webhook(secret);
  return (req, _res, next) => {
    const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const headers = {
      'webhook-id': req.get('webhook-id') ?? '',
      'webhook-timestamp': req.get('webhook-timestamp') ?? '',
      'webhook-signature': req.get('webhook-signature') ?? '',
    };
    try {
      webhook.verify(body, headers, { jsonParse: false });
    } catch {
      next(
        new Problem(
          401,
          'invalid_signature',
          'The signature is missing, wrong or too old',
        ),
      );
      return;
    }
    next(
      headers['webhook-id'] === req.get('idempotency-key')
        ? undefined
        : new Problem(
            400,
            'invalid_request',
            'Idempotency-Key and webhook-id must be the same',
            'Idempotency-Key',
          ),
    );
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
