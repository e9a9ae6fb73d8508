import planSchema from '../schema/Plan.v1alpha1.schema.json';
import subscriptionSchema from '../schema/Subscription.v1alpha1.schema.json';
import tenantSchema from '../schema/Tenant.v1alpha1.schema.json';
import { aPlan, aSubscription, aTenant } from '../__testUtils__/fixtures';
import { toPlanEntity } from '../projection/planEntity';
import { toSubscriptionEntity } from '../projection/subscriptionEntity';
import { toTenantEntity } from '../projection/tenantEntity';
import { TenancyEntitiesProcessor } from './TenancyEntitiesProcessor';

const context = { appBaseUrl: 'http://portal.example', appPlaneSystems: {} };

describe('TenancyEntitiesProcessor', () => {
  const processor = new TenancyEntitiesProcessor();

  it.each([tenantSchema, planSchema, subscriptionSchema])(
    'accepts the examples of $$id',
    async schema => {
      for (const example of schema.examples) {
        await expect(processor.validateEntityKind(example)).resolves.toBe(true);
      }
    },
  );

  it.each([
    ['a tenant', toTenantEntity(aTenant(), context)],
    ['a plan', toPlanEntity(aPlan())],
    ['a subscription', toSubscriptionEntity(aSubscription())],
  ])('accepts %s as it is projected', async (_, entity) => {
    await expect(processor.validateEntityKind(entity)).resolves.toBe(true);
  });

  it('refuses what a kind does not have', async () => {
    const entity = toTenantEntity(aTenant(), context);
    await expect(
      processor.validateEntityKind({
        ...entity,
        spec: { ...entity.spec, email: 'ann@acme.example' },
      }),
    ).rejects.toThrow(/email/);
  });

  it('leaves other kinds to others', async () => {
    await expect(
      processor.validateEntityKind({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'x' },
      }),
    ).resolves.toBe(false);
  });

  it('leaves labels behind that would make the entity invisible', () => {
    const { metadata } = toTenantEntity(
      aTenant({ labels: { tier: 'gold', 'sold by': 'ann@acme.example' } }),
      context,
    );
    expect(metadata.labels).toEqual({ tier: 'gold' });
  });
});
