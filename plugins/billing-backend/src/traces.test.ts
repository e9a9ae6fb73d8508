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

describe('what is left behind', () => {
  it('is an audit trail of who did what, in the tenant’s chain', async () => {
    const [request, key] = [order(), keyOf()];
    const { body: made } = await app.post('/subscriptions', request, key);
    await app.start(request.tenantId);
    await app.start(request.tenantId);
    const acts = await app.database.transaction(async trx => {
      await trx.raw(`SELECT set_config('ananta.tenant_id', ?, true)`, [
        request.tenantId,
      ]);
      return trx
        .withSchema('billing')
        .from('audit_events')
        .orderBy('sequence')
        .select('actor', 'action', 'target');
    });
    const target = `subscription:${made.id}`;
    const actor = 'user:default/mock';
    expect(acts).toEqual([
      { actor, action: 'subscription.create', target },
      { actor, action: 'subscription.start', target },
    ]);
  });

  it('is a hint for the catalog, for each change that was committed', async () => {
    const [request, key] = [order(), keyOf()];
    const { body: made } = await app.post('/subscriptions', request, key);
    await app.post('/subscriptions', request, keyOf()).expect(409);
    await app.start(request.tenantId);
    const mine = (ids: string[]) => ids.filter(id => id === made.id);
    const ids = await app.hints(
      'ananta.subscriptions',
      all => mine(all).length > 1,
    );
    expect(mine(ids)).toHaveLength(2);
  });

  it('is a hint for each plan that was published', async () => {
    const keys = await app.hints('ananta.plans', all => all.length > 3);
    expect([...keys].sort()).toEqual([
      'basic',
      'enterprise',
      'free',
      'professional',
    ]);
  });
});
