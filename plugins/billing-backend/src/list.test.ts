import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import {
  startBilling,
  type BillingUnderTest,
} from './__testUtils__/startBilling';
import { keyOf, order } from './__testUtils__/orders';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
let app: BillingUnderTest;

beforeAll(async () => {
  app = await startBilling(
    await databases.init('POSTGRES_18' as TestDatabaseId),
  );
});
afterAll(() => app.stop());

describe('the list of subscriptions', () => {
  it('filters, pages and follows changes', async () => {
    const since = new Date().toISOString();
    const tenants = [order(), order({ planKey: 'free' }), order()];
    for (const request of tenants) {
      await app.post('/subscriptions', request, keyOf()).expect(201);
    }
    await app.start(tenants[0].tenantId).expect(200);
    const tenantsOf = async (query: string) => {
      const { body } = await app.get(`/subscriptions?${query}`).expect(200);
      return body.items.map((it: any) => it.tenantId);
    };
    const [a, b, c] = tenants.map(request => request.tenantId);

    expect(await tenantsOf(`changedSince=${since}`)).toEqual([b, c, a]);
    expect(await tenantsOf(`changedSince=${since}&planKey=free`)).toEqual([b]);
    expect(
      await tenantsOf(
        `changedSince=${since}&status=pending&status=canceled&planKey=basic`,
      ),
    ).toEqual([c]);
    expect(await tenantsOf(`tenantId=${a}`)).toEqual([a]);

    const first = await app.get('/subscriptions?limit=2').expect(200);
    expect(first.body.items.map((it: any) => it.tenantId)).toEqual([c, b]);
    const second = await app.get(
      `/subscriptions?limit=1&cursor=${first.body.cursor}`,
    );
    expect(second.body.items[0].tenantId).toBe(a);
  });
});
