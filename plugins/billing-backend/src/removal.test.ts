import { newId } from '@ananta/database';
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

describe('removal of a pending subscription', () => {
  it('takes it away, and a create that comes late makes nothing', async () => {
    const [request, key] = [order(), keyOf()];
    const { body: made } = await app.post('/subscriptions', request, key);
    await app.remove(request.tenantId, key).expect(204);
    await app.remove(request.tenantId, key).expect(204);
    await app.get(`/subscriptions/${made.id}`).expect(404);

    const { body } = await app.post('/subscriptions', request, key).expect(410);
    expect(body).toMatchObject({ code: 'gone' });
    await app.post('/subscriptions', request, keyOf()).expect(201);
  });

  it('keeps away a create that has not arrived yet', async () => {
    const [request, key] = [order(), keyOf()];
    await app.remove(request.tenantId, key).expect(204);
    const late = await app.post('/subscriptions', request, key);
    expect(late.status).toBe(410);
  });

  it('leaves what another run has made', async () => {
    const [request, late, current] = [order(), keyOf(), keyOf()];
    const { body: made } = await app.post('/subscriptions', request, current);
    await app.remove(request.tenantId, late).expect(204);
    const { body: read } = await app.get(`/subscriptions/${made.id}`);
    expect(read).toEqual(made);
  });

  it('is refused once it has started', async () => {
    const [request, key] = [order(), keyOf()];
    await app.post('/subscriptions', request, key);
    await app.start(request.tenantId).expect(200);
    const { body } = await app.remove(request.tenantId, key).expect(409);
    expect(body).toMatchObject({
      code: 'illegal_transition',
      error: {
        message: "A subscription that is 'trialing' can't become 'deleted'",
      },
    });
    await app.post('/subscriptions', request, key).expect(201);
  });

  it('asks for the key', async () => {
    const { body } = await app.remove(newId(), '').expect(400);
    expect(body).toMatchObject({ code: 'invalid_request' });
  });

  it('ends in nothing, in whichever order both arrive', async () => {
    for (let i = 0; i < 10; i++) {
      const [request, key] = [order(), keyOf()];
      await Promise.all([
        app.post('/subscriptions', request, key).then(),
        app.remove(request.tenantId, key).then(),
      ]);
      const { body } = await app.get(
        `/subscriptions?tenantId=${request.tenantId}`,
      );
      expect(body.items).toEqual([]);
    }
  });
});
