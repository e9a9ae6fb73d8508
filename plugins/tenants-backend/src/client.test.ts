import {
  coreServices,
  createBackendPlugin,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  tenantsServiceRef,
  type TenantsService,
} from '@ananta/backstage-plugin-tenants-node';
import { usePostgres } from './__testUtils__/database';
import {
  aRequest,
  startTenants,
  type TenantsUnderTest,
} from './__testUtils__/startTenants';

jest.setTimeout(120_000);

describe('tenantsServiceRef', () => {
  const createDatabase = usePostgres();
  let backend: TenantsUnderTest;
  let tenants: TenantsService;
  let credentials: BackstageCredentials;

  beforeAll(async () => {
    const neighbour = createBackendPlugin({
      pluginId: 'neighbour',
      register(env) {
        env.registerInit({
          deps: { auth: coreServices.auth, client: tenantsServiceRef },
          async init({ auth, client }) {
            tenants = client;
            credentials = await auth.getOwnServiceCredentials();
          },
        });
      },
    });
    backend = await startTenants(await createDatabase(), undefined, undefined, [
      neighbour,
    ]);
  });
  afterAll(() => backend.stop());

  it('creates once, reads and lists', async () => {
    const wish = aRequest({ key: 'acme' });
    const options = { credentials, idempotencyKey: 'task-1' };
    const first = await tenants.createTenant(wish, options);
    const again = await tenants.createTenant(wish, options);
    expect(again).toEqual(first);
    const { tenant } = first;
    expect(await tenants.getTenant(tenant.id, options)).toMatchObject({
      id: tenant.id,
      key: 'acme',
    });
    const page = await tenants.listTenants(
      {
        q: 'ACME',
        status: ['active', 'provisioning'],
        changedSince: tenant.createdAt,
        limit: 5,
      },
      options,
    );
    expect(page.items.map(({ key }) => key)).toEqual(['acme']);
    expect(await tenants.checkKey('acme', options)).toMatchObject({
      state: 'taken',
    });
  });

  it('hands on the code and the member at fault', async () => {
    const wish = aRequest({ key: 'admin' });
    await expect(
      tenants.createTenant(wish, { credentials }),
    ).rejects.toMatchObject({
      statusCode: 400,
      body: { code: 'reserved_key', param: 'key' },
    });
    const missing = '01900000-0000-7000-8000-000000000000';
    expect(await tenants.getTenant(missing, { credentials })).toBeUndefined();
  });

  it('watches a run as it goes on', async () => {
    const { run } = await tenants.createTenant(aRequest(), { credentials });
    const controller = new AbortController();
    const seen = [];
    for await (const it of tenants.watchRun(run.id, {
      credentials,
      signal: controller.signal,
    })) {
      seen.push(it);
      if (
        it.steps.some(
          ({ id, status }) => id === 'identity.realm' && status === 'running',
        )
      ) {
        controller.abort();
      }
    }
    expect(seen.at(-1)).toMatchObject({ id: run.id, status: 'running' });
    expect(await tenants.getRun(run.id, { credentials })).toMatchObject({
      id: run.id,
    });
  });
});
