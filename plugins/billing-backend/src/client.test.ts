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

describe('the client of other plugins', () => {
  it('does all that provisioning needs', async () => {
    const { auth, billing } = app;
    const credentials = await auth.getOwnServiceCredentials();
    const [request, idempotencyKey] = [order(), keyOf()];
    expect((await billing.listPlans({ credentials })).length).toBe(4);
    expect(await billing.getPlan('gold', { credentials })).toBeUndefined();
    expect(
      await billing.getPlan('basic', { credentials, version: 1 }),
    ).toMatchObject({ key: 'basic' });

    const made = await billing.createSubscription(request, {
      credentials,
      idempotencyKey,
    });
    expect(made).toMatchObject({ ...request, status: 'pending' });
    await billing.deletePendingSubscription(request.tenantId, {
      credentials,
      idempotencyKey,
    });
    expect(
      await billing.getSubscription(made.id, { credentials }),
    ).toBeUndefined();
    await expect(
      billing.createSubscription(request, {
        credentials,
        idempotencyKey,
      }),
    ).rejects.toMatchObject({ statusCode: 410, body: { code: 'gone' } });

    await billing.createSubscription(request, {
      credentials,
      idempotencyKey: keyOf(),
    });
    expect(
      await billing.startSubscription(
        request.tenantId,
        '2025-01-31T10:00:00.000Z',
        { credentials },
      ),
    ).toMatchObject({ status: 'trialing' });
    const { items } = await billing.listSubscriptions(
      { tenantId: request.tenantId, status: ['trialing', 'active'], limit: 5 },
      { credentials },
    );
    expect(items).toHaveLength(1);
  });
});
