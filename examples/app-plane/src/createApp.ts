import { fileURLToPath } from 'node:url';
import express, { type Express, type RequestHandler } from 'express';
import type { Pool } from 'pg';
import { createBootstrapRouter, handle } from './bootstrapRouter.ts';
import type { AppPlaneConfig } from './config.ts';
import { OrganizationStore } from './OrganizationStore.ts';
import { messagePage, tenantPage } from './pages.ts';
import { Problem, problemHandler } from './problems.ts';
import { TENANT_KEY } from './requests.ts';

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const NOTHING_HERE = messagePage(
  'Nothing here',
  'There is no place of that name.',
);
const SUSPENDED = messagePage(
  'Suspended',
  'This place is closed for the time being.',
);

/** The app plane without its listening socket. */
export function createApp(options: {
  config: AppPlaneConfig;
  pool: Pool;
}): Express {
  const store = new OrganizationStore(options.pool);
  const app = express();
  app.disable('x-powered-by');
  app.use((_req, res, next) => {
    res.set(HEADERS);
    next();
  });
  app.use('/api/bootstrap', createBootstrapRouter({ ...options, store }));
  app.get(
    '/healthz',
    handle(async (_req, res) => {
      await store.ping();
      res.json({ status: 'ok' });
    }),
  );
  app.get('/openapi.yaml', sendAsset('openapi.yaml', 'application/yaml'));
  app.get('/style.css', sendAsset('style.css', 'text/css'));
  app.get(
    '/t/:tenantKey',
    handle(async (req, res) => {
      const { tenantKey } = req.params;
      const organization = TENANT_KEY.test(tenantKey)
        ? await store.findByKey(tenantKey)
        : undefined;
      if (!organization) {
        res.status(404).send(NOTHING_HERE);
      } else if (organization.status === 'suspended') {
        res.status(403).send(SUSPENDED);
      } else {
        res.send(tenantPage(organization));
      }
    }),
  );
  app.get('/', (_req, res) => {
    res.send(
      messagePage('Components Platform', 'Open the address of your own place.'),
    );
  });
  app.use((_req, _res, next) => {
    next(new Problem(404, 'not_found', 'There is nothing at this address'));
  });
  app.use(problemHandler);
  return app;
}

function sendAsset(name: string, type: string): RequestHandler {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  return (_req, res) => {
    res.type(type).sendFile(path);
  };
}
