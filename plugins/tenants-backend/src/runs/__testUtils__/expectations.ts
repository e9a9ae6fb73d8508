import type { Run } from '@ananta/backstage-plugin-tenants-common';
import type { Harness } from './harness';
import { statusesOf } from './harness';

/** Steps that go out through a port, in order. */
export const OUTSIDE_STEPS = [
  'identity.realm',
  'identity.owner',
  'database.schema',
  'app-plane.bootstrap',
  'billing.subscription',
];

/** Asserts that a run ended with everything there, and the tenant active. */
export async function expectProvisioned(
  harness: Harness,
  run: Run,
): Promise<void> {
  const ended = await harness.service.get(run.id);
  expect(ended).toMatchObject({ status: 'succeeded', needsAttention: false });
  expect(new Set(Object.values(statusesOf(ended)))).toEqual(
    new Set(['succeeded']),
  );
  const tenant = await harness.tenantOf(ended);
  expect(tenant).toMatchObject({
    status: 'active',
    appPlaneOrgId: `org-${run.tenantId}`,
    portalUrl: `https://portal.test/${run.tenantId}`,
    provisionedAt: expect.any(String),
    currentRunId: undefined,
  });
  expect(harness.world.thingsOf(tenant)).toHaveLength(6);
  const held = await harness.heldResources(ended);
  expect(held.map(({ type, state }) => [type, state])).toEqual([
    ['realm', 'confirmed'],
    ['user', 'confirmed'],
    ['secret', 'confirmed'],
    ['schema', 'confirmed'],
    ['organization', 'confirmed'],
    ['subscription', 'confirmed'],
  ]);
}

/** Asserts that a run ended with nothing left anywhere. */
export async function expectUndone(
  harness: Harness,
  run: Run,
  status: 'compensated' | 'cancelled',
): Promise<void> {
  const ended = await harness.service.get(run.id);
  expect(ended).toMatchObject({ status, needsAttention: false });
  const tenant = await harness.tenantOf(ended);
  expect(tenant).toMatchObject({
    status: 'provisioning_failed',
    needsAttention: false,
    currentRunId: undefined,
  });
  expect(harness.world.thingsOf(tenant)).toEqual([]);
  expect(await harness.heldResources(ended)).toEqual([]);
}
