import { newId } from '@ananta/database';
import {
  mockCredentials,
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
beforeEach(() => app.denied.clear());
afterAll(() => app.stop());

describe('permissions', () => {
  const request = order();
  it.each([
    ['plan.read', () => app.get('/plans')],
    ['plan.read', () => app.get('/plans/basic')],
    ['subscription.read', () => app.get('/subscriptions')],
    ['subscription.read', () => app.get(`/subscriptions/${newId()}`)],
    ['subscription.provision', () => app.post('/subscriptions', request)],
    ['subscription.provision', () => app.start(request.tenantId)],
    ['subscription.provision', () => app.remove(request.tenantId, keyOf())],
  ])('without %s the answer is 403', async (permission, call) => {
    app.denied.add(permission);
    const { body } = await call().expect(403);
    expect(body).toMatchObject({ code: 'forbidden' });
    expect(body.error.message).toContain(permission);
  });

  it('lets nobody anonymous in', async () => {
    const { status } = await app
      .get('/plans')
      .set('Authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });
});
