import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Client } from 'pg';
import { newId } from '@ananta/database';
import type { SecretStore } from '@ananta/backstage-plugin-tenants-node';
import { createTenantsPool } from '../../../../plugins/tenants-backend/src/adapters/schemas/createTenantsPool';
import { SchemaTenantDatabase } from '../../../../plugins/tenants-backend/src/adapters/schemas/SchemaTenantDatabase';
import { createSchemaSql } from '../../../../plugins/tenants-backend/src/adapters/schemas/statements';
import { loadSchemaTemplate } from '../../../../plugins/tenants-backend/src/adapters/schemas/template';
import { runTask } from './task';

/** What the bench hands in. */
interface Task {
  /** The provisioner's, on the tenants' database. */
  connection: object;
  levels: number[];
  samples: number;
}

const ROLES = {
  ownerRole: 'ananta_tenant_owner',
  loginRole: 'ananta_tenant_login',
};
const PASSWORD = 'a-password-for-nobody';
const TEMPLATES = join(
  __dirname,
  '../../../../plugins/tenants-backend/templates',
);

const secrets: SecretStore = {
  provider: 'constant',
  putOnce: async path => ({ ref: path }),
  get: async () => PASSWORD,
  rotate: async () => {},
  removeAll: async () => {},
  list: async () => [],
};

const logger = {
  debug() {},
  info() {},
  warn: console.warn,
  error: console.error,
  child: () => logger,
} as any;

let made = 0;
const newKey = () => `n${(made++).toString(36)}`;

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** Times in ms, by the number of schemas that were there. */
async function main({ connection, levels, samples }: Task) {
  const pool = createTenantsPool({
    connection,
    ownerRole: ROLES.ownerRole,
    logger,
  });
  const template = loadSchemaTemplate(join(TEMPLATES, 'tenant-schema'));
  const adapter = SchemaTenantDatabase.create({
    db: pool,
    ...ROLES,
    secrets,
    template,
    registrySql: readFileSync(join(TEMPLATES, 'tenant-registry.sql'), 'utf8'),
  });
  const byAdapter = () => {
    const tenantId = newId();
    return adapter.ensureSchema(
      { key: newKey(), tenantId, passwordRef: 'constant' },
      {
        idempotencyKey: tenantId,
        tenantId,
        runId: newId(),
        signal: new AbortController().signal,
      },
    );
  };
  await byAdapter();

  const client = new Client(connection);
  await client.connect();
  // The server hashes the password here: a script would let it.
  const bySql = async () => {
    const key = newKey();
    const tenantId = newId();
    await client.query(
      `BEGIN; SELECT set_config('ananta.tenant_id', '${tenantId}', true);
       ${createSchemaSql({
         name: `tenant_${key}`,
         key,
         tenantId,
         runId: newId(),
         verifier: PASSWORD,
         ...ROLES,
         template,
       })}
       COMMIT;`,
    );
  };

  const figures = [];
  for (const schemas of levels) {
    while (made < schemas) {
      await bySql();
    }
    const adapterMs: number[] = [];
    const sqlMs: number[] = [];
    for (let i = 0; i < samples; i++) {
      sqlMs.push(await timed(bySql));
      adapterMs.push(await timed(byAdapter));
    }
    figures.push({ schemas, adapterMs, sqlMs });
  }
  await client.end();
  await pool.destroy();
  return figures;
}

runTask(main);
