import type { AppPlane, BootstrapRequest, CallContext } from '../ports';
import {
  abortedContext,
  AWKWARD_TEXT,
  expectPortError,
  newContext,
  newKey,
  nextRun,
  startAndAbort,
} from './support';

/** What the suite needs around an app plane. */
export interface AppPlaneHarness {
  appPlane: AppPlane;
  /** Ids of the tenants that have an organization there. */
  tenantIds(): Promise<string[]>;
  /** Name of a tenant's organization as the app plane keeps it. */
  organizationNameOf(tenantId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** What every `AppPlane` client and the app plane behind it have to hold together. */
export function appPlaneContract(
  name: string,
  createHarness: () => Promise<AppPlaneHarness>,
): void {
  describe(`${name}: app plane contract`, () => {
    let harness: AppPlaneHarness;
    let client: AppPlane;
    let plane: string;

    beforeAll(async () => {
      harness = await createHarness();
      client = harness.appPlane;
      plane = client.names[0];
    }, 60_000);
    afterAll(() => harness?.close());

    const bodyOf = (ctx: CallContext): BootstrapRequest => ({
      tenantId: ctx.tenantId,
      tenantKey: newKey(),
      tenantName: 'Acme Corporation',
      planId: 'basic',
      adminUser: {
        email: 'ada@acme.example',
        firstName: 'Ada',
        lastName: 'Owner',
      },
      limits: { maxUsers: 5, maxComponents: null },
      features: { exports: true },
    });

    it('makes an organization once, however often it is asked', async () => {
      const ctx = newContext();
      const body = bodyOf(ctx);
      const first = await client.bootstrap(plane, body, ctx);
      expect(first.status).toBe('provisioned');
      expect(() => new URL(first.portalUrl)).not.toThrow();
      expect(await client.bootstrap(plane, body, ctx)).toEqual(first);
      expect(await client.bootstrap(plane, body, nextRun(ctx))).toEqual(first);
      const ids = await harness.tenantIds();
      expect(ids.filter(id => id === ctx.tenantId)).toHaveLength(1);
    });

    it('makes one organization for overlapping attempts', async () => {
      const ctx = newContext();
      const body = bodyOf(ctx);
      const answers = await Promise.all(
        [1, 2, 3].map(() => client.bootstrap(plane, body, ctx)),
      );
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    });

    it("refuses a key that is another tenant's, and leaves theirs as it is", async () => {
      const theirs = newContext();
      const body = bodyOf(theirs);
      const made = await client.bootstrap(plane, body, theirs);
      const ours = newContext();
      const stolen = { ...body, tenantId: ours.tenantId };
      await expectPortError(client.bootstrap(plane, stolen, ours), 'final');
      await client.offboard(plane, ours.tenantId, ours);
      expect(await client.bootstrap(plane, body, theirs)).toEqual(made);
    });

    it('offboards, and finds it fine when there is nothing', async () => {
      const ctx = newContext();
      await client.offboard(plane, ctx.tenantId, ctx);
      const next = nextRun(ctx);
      await client.bootstrap(plane, bodyOf(ctx), next);
      await Promise.all([
        client.offboard(plane, ctx.tenantId, next),
        client.offboard(plane, ctx.tenantId, next),
      ]);
      await client.offboard(plane, ctx.tenantId, next);
      expect(await harness.tenantIds()).not.toContain(ctx.tenantId);
    });

    it('brings nothing back for a late attempt of a run that was undone', async () => {
      const ctx = newContext();
      const body = bodyOf(ctx);
      await client.bootstrap(plane, body, ctx);
      await client.offboard(plane, ctx.tenantId, ctx);
      await expectPortError(
        client.bootstrap(plane, body, ctx),
        'final',
        'gone',
      );
      expect(await harness.tenantIds()).not.toContain(ctx.tenantId);
    });

    it('brings nothing back for an attempt that only arrives after its undo', async () => {
      const ctx = newContext();
      await client.offboard(plane, ctx.tenantId, ctx);
      await expectPortError(
        client.bootstrap(plane, bodyOf(ctx), ctx),
        'final',
        'gone',
      );
    });

    it('makes it anew for a new run', async () => {
      const ctx = newContext();
      const body = bodyOf(ctx);
      await client.bootstrap(plane, body, ctx);
      await client.offboard(plane, ctx.tenantId, ctx);
      await client.bootstrap(plane, body, nextRun(ctx));
      expect(await harness.tenantIds()).toContain(ctx.tenantId);
    });

    it('ends in nothing when doing and undoing overlap', async () => {
      const ctx = newContext();
      const body = bodyOf(ctx);
      await Promise.allSettled([
        client.bootstrap(plane, body, ctx),
        client.offboard(plane, ctx.tenantId, ctx),
        client.bootstrap(plane, body, ctx),
      ]);
      expect(await harness.tenantIds()).not.toContain(ctx.tenantId);
    });

    it('keeps what people wrote, whatever it looks like', async () => {
      const ctx = newContext();
      const body = { ...bodyOf(ctx), tenantName: AWKWARD_TEXT };
      await client.bootstrap(plane, body, ctx);
      expect(await harness.organizationNameOf(ctx.tenantId)).toBe(AWKWARD_TEXT);
    });

    it.each(['', '../t', 'a"; DROP TABLE organizations; --', 'A B', 'a\u0000'])(
      'refuses the key %j',
      async tenantKey => {
        const ctx = newContext();
        await expectPortError(
          client.bootstrap(plane, { ...bodyOf(ctx), tenantKey }, ctx),
          'final',
        );
        expect(await harness.tenantIds()).not.toContain(ctx.tenantId);
      },
    );

    it('refuses an app plane that is not configured', async () => {
      const ctx = newContext();
      await expectPortError(
        client.bootstrap('nowhere', bodyOf(ctx), ctx),
        'final',
        'unknown_app_plane',
      );
    });

    it('does nothing when it is stopped before it starts', async () => {
      const ctx = newContext();
      await expectPortError(
        client.bootstrap(plane, bodyOf(ctx), abortedContext(ctx)),
        'unknown',
      );
      expect(await harness.tenantIds()).not.toContain(ctx.tenantId);
    });

    it('can be completed after it was stopped half-way', async () => {
      const ctx = newContext();
      const body = bodyOf(ctx);
      await startAndAbort(ctx, stopped =>
        client.bootstrap(plane, body, stopped),
      );
      await client.bootstrap(plane, body, ctx);
      expect(await harness.tenantIds()).toContain(ctx.tenantId);
    });
  });
}
