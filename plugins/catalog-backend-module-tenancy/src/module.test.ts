import { billingServiceRef } from '@ananta/backstage-plugin-billing-node';
import { tenantsServiceRef } from '@ananta/backstage-plugin-tenants-node';
import {
  coreServices,
  createServiceFactory,
  type ServiceRef,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  DefaultEventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import catalogModuleTenancy from './index';
import { aPlan, aSubscription, aTenant } from './__testUtils__/fixtures';
import { StoredApis } from './__testUtils__/StoredApis';

jest.setTimeout(60_000);

describe('catalog module tenancy', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const events = DefaultEventsService.create({
    logger: mockServices.logger.mock(),
    useEventBus: 'never',
  });
  const scheduler = mockServices.scheduler();
  const apis = new StoredApis();
  let backend: TestBackend;

  beforeAll(async () => {
    apis.plans.set('basic', aPlan());
    apis.tenants.set(aTenant().id, aTenant());
    apis.subscriptions.set(aSubscription().id, aSubscription());
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleTenancy,
        provide(coreServices.scheduler, scheduler),
        mockServices.database.factory({
          knex: await databases.init('POSTGRES_18'),
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://portal.example' },
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 50 } },
            },
            ananta: {
              appPlanes: {
                'components-platform': {
                  systemRef: 'system:default/components-platform',
                },
              },
            },
          },
        }),
        provide(eventsServiceRef, events),
        provide(tenantsServiceRef, apis.tenantsService),
        provide(billingServiceRef, apis.billingService),
      ],
    });
    await pollAll();
  });

  afterAll(() => backend?.stop());

  async function pollAll() {
    for (const name of ['plans', 'tenants', 'subscriptions']) {
      await scheduler.triggerTask(`ananta-${name}-poll`);
    }
  }

  async function read(path: string): Promise<Entity | undefined> {
    const port = backend.server.port();
    const response = await fetch(
      `http://localhost:${port}/api/catalog/entities/by-name/${path}`,
    );
    return response.status === 404 ? undefined : response.json();
  }

  async function until<T>(look: () => Promise<T | undefined | false>) {
    for (;;) {
      const seen = await look();
      if (seen) {
        return seen;
      }
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  const gone = (path: string) =>
    until(async () => (await read(path)) === undefined);

  it('shows tenant, plan and subscription with their relations', async () => {
    const tenant = await until(async () => {
      const entity = await read('tenant/default/acme');
      return (entity?.relations?.length ?? 0) === 4 && entity;
    });
    expect(tenant).toMatchObject({
      apiVersion: 'ananta.io/v1alpha1',
      kind: 'Tenant',
      metadata: {
        name: 'acme',
        title: 'Acme Inc.',
        annotations: {
          'ananta.io/tenant-id': aTenant().id,
          'ananta.io/tenant-key': 'acme',
          'ananta.io/plan-key': 'basic',
        },
        links: [
          expect.objectContaining({
            url: `http://portal.example/tenants/${aTenant().id}`,
          }),
        ],
      },
      spec: {
        status: 'active',
        lifecycle: 'active',
        plan: 'plan:default/basic',
      },
    });
    expect(relationsOf(tenant)).toEqual([
      'dependsOn system:default/components-platform',
      'hasPart subscription:default/acme-5d0c9a1f',
      'ownedBy group:default/engineers',
      'subscribedTo plan:default/basic',
    ]);

    const subscription = await until(() =>
      read('subscription/default/acme-5d0c9a1f'),
    );
    expect(relationsOf(subscription)).toEqual(['partOf tenant:default/acme']);

    const plan = await until(() => read('plan/default/basic'));
    expect(plan.metadata.title).toBe('Basic');
    expect(relationsOf(plan)).toEqual([]);
  });

  it('shows a hinted change within two seconds', async () => {
    const times: number[] = [];
    for (let i = 0; i < 10; i++) {
      const tenant = aTenant({ key: `hinted${i}` });
      apis.tenants.set(tenant.id, tenant);
      const startedAt = performance.now();
      await events.publish({
        topic: 'ananta.tenants',
        eventPayload: { id: tenant.id },
      });
      await until(() => read(`tenant/default/${tenant.key}`));
      times.push(performance.now() - startedAt);
    }
    expect(Math.max(...times)).toBeLessThan(2000);
  });

  it('finds by polling what no hint told', async () => {
    const tenant = aTenant({
      key: 'unhinted',
      updatedAt: new Date().toISOString(),
    });
    apis.tenants.set(tenant.id, tenant);
    await scheduler.triggerTask('ananta-tenants-poll');
    expect(await until(() => read('tenant/default/unhinted'))).toBeDefined();
  });

  it('takes a discarded tenant away and shows no pending subscription', async () => {
    const tenant = aTenant({ key: 'discarded' });
    const subscription = aSubscription({
      id: '0197a000-0000-7000-8000-0000discard1',
      tenantKey: 'discarded',
      status: 'pending',
    });
    apis.tenants.set(tenant.id, tenant);
    apis.subscriptions.set(subscription.id, subscription);
    await hint('ananta.tenants', tenant.id);
    await hint('ananta.subscriptions', subscription.id);
    await until(() => read('tenant/default/discarded'));

    apis.tenants.set(tenant.id, { ...tenant, status: 'discarded' });
    await hint('ananta.tenants', tenant.id);
    await gone('tenant/default/discarded');
    expect(
      await read('subscription/default/discarded-discard1'),
    ).toBeUndefined();
  });

  it('takes nothing away when a page could not be read', async () => {
    const tenant = aTenant({ key: 'kept' });
    apis.tenants.set(tenant.id, tenant);
    await hint('ananta.tenants', tenant.id);
    await until(() => read('tenant/default/kept'));

    apis.tenants.delete(tenant.id);
    apis.failAtPage = 1;
    await scheduler.triggerTask('ananta-tenants-reconcile');
    expect(await read('tenant/default/kept')).toBeDefined();
    expect(await read('tenant/default/acme')).toBeDefined();

    apis.failAtPage = undefined;
    await scheduler.triggerTask('ananta-tenants-reconcile');
    await gone('tenant/default/kept');
    expect(await read('tenant/default/acme')).toBeDefined();
  });

  function hint(topic: string, id: string) {
    return events.publish({ topic, eventPayload: { id } });
  }
});

function relationsOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .map(({ type, targetRef }) => `${type} ${targetRef}`)
    .sort();
}

function provide<T>(service: ServiceRef<T, 'plugin', 'singleton'>, value: T) {
  return createServiceFactory({ service, deps: {}, factory: () => value });
}
