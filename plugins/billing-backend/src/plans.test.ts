import { newId } from '@ananta/database';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import {
  startBilling,
  type BillingUnderTest,
} from './__testUtils__/startBilling';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
let app: BillingUnderTest;

beforeAll(async () => {
  app = await startBilling(
    await databases.init('POSTGRES_18' as TestDatabaseId),
  );
});
afterAll(() => app.stop());

describe('plans', () => {
  it('are sold from the first start on, smallest first', async () => {
    const { body } = await app.get('/plans').expect(200);
    expect(body.hasMore).toBe(false);
    expect(
      body.items.map((plan: any) => [
        plan.key,
        plan.version,
        plan.status,
        plan.trialDays,
        plan.prices.map((price: any) => [price.interval, price.amount]),
        Object.values(plan.limits),
        plan.tenancyModels,
        plan.subscribers,
      ]),
    ).toEqual([
      [
        'free',
        1,
        'published',
        0,
        [
          ['month', 0],
          ['year', 0],
        ],
        [2, 1000, 1],
        ['bridge', 'pooled'],
        0,
      ],
      [
        'basic',
        1,
        'published',
        14,
        [
          ['month', 2900],
          ['year', 29000],
        ],
        [5, 10000, 10],
        ['bridge', 'pooled'],
        0,
      ],
      [
        'professional',
        1,
        'published',
        14,
        [
          ['month', 9900],
          ['year', 99000],
        ],
        [25, 50000, 100],
        ['bridge', 'pooled'],
        0,
      ],
      [
        'enterprise',
        1,
        'published',
        0,
        [
          ['month', 49900],
          ['year', 499000],
        ],
        [null, null, null],
        ['bridge', 'silo'],
        0,
      ],
    ]);
  });

  it('come in pages', async () => {
    const first = await app.get('/plans?limit=3').expect(200);
    expect(first.body).toMatchObject({ hasMore: true });
    const rest = await app.get(`/plans?limit=3&cursor=${first.body.cursor}`);
    expect(rest.body.items.map((plan: any) => plan.key)).toEqual([
      'enterprise',
    ]);
    expect(rest.body.cursor).toBeUndefined();
  });

  it('are read by key and version', async () => {
    await app.get('/plans/basic').expect(200);
    const { body } = await app.get('/plans/basic?version=1').expect(200);
    expect(body).toMatchObject({ key: 'basic', name: 'Basic' });
  });

  it.each([
    ['/plans/gold', 404, 'not_found', undefined],
    ['/plans/basic?version=7', 404, 'not_found', undefined],
    ['/plans/basic?version=0', 400, 'invalid_request', 'version'],
    ['/plans?limit=101', 400, 'invalid_request', 'limit'],
    ['/plans?colour=red', 400, 'unknown_field', 'colour'],
    ['/plans?cursor=rubbish', 400, 'invalid_cursor', 'cursor'],
    [`/subscriptions/${newId()}`, 404, 'not_found', undefined],
    ['/subscriptions/7', 400, 'invalid_request', 'id'],
    ['/subscriptions?status=asleep', 400, 'invalid_request', undefined],
    [
      '/subscriptions?changedSince=monday',
      400,
      'invalid_request',
      'changedSince',
    ],
    ['/subscriptions?tenantId=7', 400, 'invalid_request', 'tenantId'],
  ])('GET %s is %i %s', async (path, status, code, param) => {
    const { body } = await app.get(path);
    expect(body).toMatchObject({
      response: { statusCode: status },
      error: { message: expect.any(String) },
      code,
      ...(param && { param }),
    });
  });

  it('are published once, however often billing starts', async () => {
    const again = await startBilling(app.database);
    const { body } = await again.get('/plans');
    await again.stop();
    expect(body.items).toEqual((await app.get('/plans')).body.items);
  });
});
