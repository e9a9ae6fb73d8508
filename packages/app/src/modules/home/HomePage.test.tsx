import { screen, within } from '@testing-library/react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  type TenantsApi,
  tenantsApiRef,
} from '@ananta/backstage-plugin-tenants';
import type {
  Page,
  RunListQuery,
  RunSummary,
  TenantCounts,
  TenantSummary,
} from '@ananta/backstage-plugin-tenants-common';
import { HomePage } from './HomePage';

const NONE: TenantCounts = { byStatus: {}, needsAttention: 0, runsInFlight: 0 };

const pageOf = <T,>(items: T[]): Page<T> => ({ items, hasMore: false });

const acme = {
  id: 'tenant-1',
  key: 'acme',
  name: 'Acme Industries',
  status: 'active',
  updatedAt: '2026-03-01T12:00:00Z',
} as TenantSummary;

const stuck = {
  id: 'run-1',
  tenantName: 'Globex Corp',
  status: 'held',
  statusReason: 'The app plane refused',
  progress: { done: 4, total: 7 },
  createdAt: '2026-03-01T12:00:00Z',
} as RunSummary;

function show(answers: {
  counts: () => Promise<TenantCounts>;
  runs?: (query: RunListQuery) => RunSummary[];
}) {
  const { counts, runs = () => [] } = answers;
  const api: Partial<TenantsApi> = {
    getCounts: counts,
    listTenants: async () => pageOf([acme]),
    listRuns: async query => pageOf(runs(query)),
    listPlans: async () => pageOf([]),
  };
  renderInTestApp(<HomePage />, {
    apis: [
      [tenantsApiRef, api as TenantsApi],
      [permissionApiRef, mockApis.permission()],
    ],
  });
}

describe('HomePage', () => {
  it('says where to begin while there is nothing', async () => {
    show({ counts: async () => NONE });
    expect(await screen.findByText('Create your first tenant')).toBeVisible();
    for (const link of screen.getAllByRole('link', { name: 'New tenant' })) {
      expect(link).toHaveAttribute(
        'href',
        '/create/templates/default/new-tenant',
      );
    }
    expect(screen.queryByText('Active tenants')).not.toBeInTheDocument();
  });

  it('leads from each number to the list behind it', async () => {
    show({
      counts: async () => ({
        byStatus: { active: 21, provisioning_failed: 2 },
        needsAttention: 1,
        runsInFlight: 3,
      }),
      runs: query => (query.needsAttention ? [stuck] : []),
    });
    const tiles = await screen.findByRole('list', { name: 'Numbers' });
    expect(
      within(tiles)
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['21Active tenants', '/tenants?status=active'],
      [
        '3Runs in flight',
        '/runs?status=running&status=waiting&status=held&status=compensating',
      ],
      ['2Failed to provision', '/tenants?status=provisioning_failed'],
      ['1Need attention', '/tenants?attention=true'],
    ]);
    expect(await screen.findByRole('link', { name: /Globex/ })).toHaveAttribute(
      'href',
      '/runs/run-1',
    );
    expect(await screen.findByRole('link', { name: /Acme/ })).toHaveAttribute(
      'href',
      '/tenants/tenant-1',
    );
    expect(screen.getByText(/All is calm/)).toBeVisible();
  });

  it('says that the counts could not be loaded, and tries again when asked', async () => {
    let isAway = true;
    show({
      counts: async () => {
        if (isAway) {
          throw new Error('The server is away');
        }
        return NONE;
      },
    });
    expect(
      await screen.findByText('The counts could not be loaded'),
    ).toBeVisible();
    isAway = false;
    screen.getByRole('button', { name: /again/i }).click();
    expect(await screen.findByText('Create your first tenant')).toBeVisible();
  });
});
