import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  AsyncEntityProvider,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { TenancyEntityHeader } from './TenancyEntityHeader';

const show = (kind: string, status: string, relations: object[] = []) =>
  renderInTestApp(
    <AsyncEntityProvider
      loading={false}
      entity={{
        apiVersion: 'ananta.io/v1alpha1',
        kind,
        metadata: { name: 'acme', title: 'Acme Industries' },
        spec: { status, lifecycle: status },
        relations: relations as never,
      }}
    >
      <TenancyEntityHeader tabs={[]} />
    </AsyncEntityProvider>,
    {
      apis: [[starredEntitiesApiRef, new MockStarredEntitiesApi()]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );

describe('TenancyEntityHeader', () => {
  it('says in words how a tenant is, and who looks after it', async () => {
    await show('Tenant', 'provisioning_failed', [
      { type: 'ownedBy', targetRef: 'group:default/engineers' },
    ]);
    expect(
      await screen.findByRole('heading', { name: 'Acme Industries' }),
    ).toBeVisible();
    expect(screen.getByText('Provisioning failed')).toBeVisible();
    expect(screen.getByRole('link', { name: /engineers/ })).toBeVisible();
    expect(screen.queryByText('Lifecycle')).not.toBeInTheDocument();
  });

  it('names no owner where there is none', async () => {
    await show('Plan', 'published');
    expect(await screen.findByText('Published')).toBeVisible();
    expect(screen.queryByText('Owner')).not.toBeInTheDocument();
  });
});
