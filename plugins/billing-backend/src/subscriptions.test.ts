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

describe('a subscription', () => {
  it('is pending, then starts with its trial, and counts for its plan', async () => {
    const request = order({ planKey: 'professional', interval: 'year' });
    const { body: made } = await app.post('/subscriptions', request, keyOf());
    expect(made).toMatchObject({
      ...request,
      status: 'pending',
      currency: 'USD',
      amount: 99000,
      quantity: 1,
      version: 1,
    });
    expect(made).not.toHaveProperty('currentPeriodStart');

    const { body: started } = await app.start(made.tenantId).expect(200);
    expect(started).toEqual({
      ...made,
      status: 'trialing',
      trialEndsAt: '2025-02-14T10:00:00.000Z',
      currentPeriodStart: '2025-01-31T10:00:00.000Z',
      currentPeriodEnd: '2026-01-31T10:00:00.000Z',
      updatedAt: started.updatedAt,
      version: 2,
    });
    const read = await app.get(`/subscriptions/${made.id}`).expect(200);
    expect(read.body).toEqual(started);
    expect(read.headers.etag).toBe('"2"');
    const { body: plan } = await app.get('/plans/professional');
    expect(plan.subscribers).toBe(1);
  });

  it('is active at once where the plan has no trial', async () => {
    const request = order({ planKey: 'enterprise' });
    await app.post('/subscriptions', request).expect(201);
    const { body } = await app.start(request.tenantId).expect(200);
    expect(body).toMatchObject({
      status: 'active',
      currentPeriodEnd: '2025-02-28T10:00:00.000Z',
    });
    expect(body).not.toHaveProperty('trialEndsAt');
  });

  it('starts once, whoever is late', async () => {
    const request = order();
    await app.post('/subscriptions', request, keyOf()).expect(201);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        app.start(request.tenantId, `2025-03-${10 + i}T00:00:00.000Z`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0].body.version).toBe(2);
  });

  it('is made once by one key, however many creates arrive together', async () => {
    const [request, key] = [order(), keyOf()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        app.post('/subscriptions', request, key),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('is the only unfinished one of its tenant', async () => {
    const request = order();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        app.post('/subscriptions', request, keyOf()),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array(7).fill(409),
    ]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'subscription_exists',
      param: 'tenantId',
    });
  });

  it('refuses another body under the same key', async () => {
    const [request, key] = [order(), keyOf()];
    await app.post('/subscriptions', request, key).expect(201);
    const { body } = await app
      .post('/subscriptions', { ...request, interval: 'year' }, key)
      .expect(422);
    expect(body).toMatchObject({ code: 'idempotency_key_reused' });
  });

  it.each([
    [{ planKey: 'gold' }, 422, 'unknown_plan', 'planKey'],
    [{ planVersion: 2 }, 422, 'unknown_plan', 'planKey'],
    [{ interval: 'week' }, 422, 'interval_not_offered', 'interval'],
    [{ interval: 'decade' }, 400, 'invalid_request', 'interval'],
    [{ tenantId: 'acme' }, 400, 'invalid_request', 'tenantId'],
    [{ tenantKey: "a'; --" }, 400, undefined, 'tenantKey'],
    [{ tenantKey: undefined }, 400, 'invalid_request', 'tenantKey'],
    [{ amount: 0 }, 400, 'unknown_field', 'amount'],
  ])('is refused with %j: %i %s', async (wrong, status, code, param) => {
    const key = keyOf();
    const { body } = await app
      .post('/subscriptions', order(wrong as object), key)
      .expect(status);
    expect(body).toMatchObject({ ...(code && { code }), param });
    const { body: list } = await app.get(
      `/subscriptions?changedSince=${new Date().toISOString()}`,
    );
    expect(list.items).toEqual([]);
  });

  it("can't start where there is none", async () => {
    const { body } = await app.start(newId()).expect(404);
    expect(body).toMatchObject({ code: 'not_found' });
  });
});
