import type { CallContext, IdentityProvider, RealmSpec } from '../ports';
import {
  abortedContext,
  AWKWARD_TEXT,
  expectPortError,
  HOSTILE_NAMES,
  newContext,
  newKey,
  nextRun,
  startAndAbort,
} from './support';

/** What the suite needs around an identity provider. */
export interface IdentityProviderHarness {
  provider: IdentityProvider;
  /** Makes a realm with at least one user that doesn't carry our mark. */
  makeForeignRealm(name: string): Promise<void>;
  /** All of a realm that a refused act must leave as it is. */
  snapshotRealm(name: string): Promise<unknown>;
  /** Display name of a realm, as the provider keeps it. */
  displayNameOf(realm: string): Promise<string | undefined>;
  /** Names of the roles that a user has. */
  rolesOf(realm: string, userId: string): Promise<string[]>;
  close(): Promise<void>;
}

/** What every `IdentityProvider` has to hold. */
export function identityProviderContract(
  name: string,
  createHarness: () => Promise<IdentityProviderHarness>,
): void {
  describe(`${name}: identity provider contract`, () => {
    let harness: IdentityProviderHarness;
    let provider: IdentityProvider;

    beforeAll(async () => {
      harness = await createHarness();
      provider = harness.provider;
    }, 60_000);
    afterAll(() => harness?.close());

    const realmOf = (ctx: CallContext): RealmSpec => ({
      name: `tenant-${newKey()}`,
      displayName: 'Acme Corporation',
      tenantId: ctx.tenantId,
    });
    const ownerOf = (realm: RealmSpec) => ({
      realm: realm.name,
      tenantId: realm.tenantId,
      email: 'ada@acme.example',
      firstName: 'Ada',
      lastName: 'Owner',
    });
    const nothing = { realms: [], users: [] };

    it('makes a realm once, however often it is asked', async () => {
      const ctx = newContext();
      const spec = realmOf(ctx);
      const first = await provider.ensureRealm(spec, ctx);
      expect(await provider.ensureRealm(spec, ctx)).toEqual(first);
      expect(await provider.inventory(ctx.tenantId)).toEqual({
        realms: [{ name: spec.name, tenantId: ctx.tenantId }],
        users: [],
      });
    });

    it('makes one realm for overlapping attempts', async () => {
      const ctx = newContext();
      const spec = realmOf(ctx);
      const answers = await Promise.all(
        [1, 2, 3].map(() => provider.ensureRealm(spec, ctx)),
      );
      expect(new Set(answers.map(answer => answer.realmId)).size).toBe(1);
      expect((await provider.inventory(ctx.tenantId)).realms).toHaveLength(1);
    });

    it('adopts its own realm in another run', async () => {
      const ctx = newContext();
      const spec = realmOf(ctx);
      const first = await provider.ensureRealm(spec, ctx);
      expect(await provider.ensureRealm(spec, nextRun(ctx))).toEqual(first);
    });

    it('makes the owner once, with the role of one', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await provider.ensureRealm(realm, ctx);
      const answers = await Promise.all([
        provider.ensureOwner(ownerOf(realm), ctx),
        provider.ensureOwner(ownerOf(realm), ctx),
      ]);
      answers.push(await provider.ensureOwner(ownerOf(realm), nextRun(ctx)));
      expect(new Set(answers.map(answer => answer.userId)).size).toBe(1);
      expect((await provider.inventory(ctx.tenantId)).users).toEqual([
        { realm: realm.name, id: answers[0].userId, tenantId: ctx.tenantId },
      ]);
      expect(await harness.rolesOf(realm.name, answers[0].userId)).toContain(
        'owner',
      );
    });

    it('takes another spelling of an address for the same owner', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await provider.ensureRealm(realm, ctx);
      const owner = ownerOf(realm);
      const first = await provider.ensureOwner(owner, ctx);
      const email = owner.email.toUpperCase();
      expect(await provider.ensureOwner({ ...owner, email }, ctx)).toEqual(
        first,
      );
    });

    it('refuses a foreign realm and leaves it as it is', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await harness.makeForeignRealm(realm.name);
      const before = await harness.snapshotRealm(realm.name);
      await expectPortError(
        provider.ensureRealm(realm, ctx),
        'final',
        'foreign_realm',
      );
      await expectPortError(provider.ensureOwner(ownerOf(realm), ctx), 'final');
      await provider.removeOwner(ownerOf(realm), ctx);
      await provider.removeRealm(realm, ctx);
      expect(await harness.snapshotRealm(realm.name)).toEqual(before);
      expect(await provider.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it("never touches another tenant's realm", async () => {
      const theirs = newContext();
      const realm = realmOf(theirs);
      await provider.ensureRealm(realm, theirs);
      await provider.ensureOwner(ownerOf(realm), theirs);
      const before = await harness.snapshotRealm(realm.name);

      const ours = newContext();
      const stolen = { ...realm, tenantId: ours.tenantId };
      await expectPortError(
        provider.ensureRealm(stolen, ours),
        'final',
        'foreign_realm',
      );
      await expectPortError(
        provider.ensureOwner(ownerOf(stolen), ours),
        'final',
      );
      await provider.removeOwner(ownerOf(stolen), ours);
      await provider.removeRealm(stolen, ours);
      expect(await harness.snapshotRealm(realm.name)).toEqual(before);
    });

    it('removes owner and realm, and finds it fine when they are missing', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await provider.removeOwner(ownerOf(realm), ctx);
      await provider.removeRealm(realm, ctx);

      const next = nextRun(ctx);
      await provider.ensureRealm(realm, next);
      await provider.ensureOwner(ownerOf(realm), next);
      await provider.removeOwner(ownerOf(realm), next);
      expect((await provider.inventory(ctx.tenantId)).users).toEqual([]);
      await Promise.all([
        provider.removeRealm(realm, next),
        provider.removeRealm(realm, next),
      ]);
      await provider.removeRealm(realm, next);
      await provider.removeOwner(ownerOf(realm), next);
      expect(await provider.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('removes a realm with everything in it', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await provider.ensureRealm(realm, ctx);
      await provider.ensureOwner(ownerOf(realm), ctx);
      await provider.removeRealm(realm, ctx);
      expect(await provider.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('brings nothing back for a late attempt of a run that was undone', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await provider.ensureRealm(realm, ctx);
      await provider.ensureOwner(ownerOf(realm), ctx);
      await provider.removeOwner(ownerOf(realm), ctx);
      await expectPortError(
        provider.ensureOwner(ownerOf(realm), ctx),
        'final',
        'gone',
      );
      await provider.removeRealm(realm, ctx);
      await expectPortError(provider.ensureRealm(realm, ctx), 'final', 'gone');
      expect(await provider.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('brings nothing back for an attempt that only arrives after its undo', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await provider.removeRealm(realm, ctx);
      await expectPortError(provider.ensureRealm(realm, ctx), 'final', 'gone');
      expect(await provider.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('brings nothing back for the run whose realm another run removed', async () => {
      const made = newContext();
      const realm = realmOf(made);
      await provider.ensureRealm(realm, made);
      await provider.removeRealm(realm, nextRun(made));
      await expectPortError(provider.ensureRealm(realm, made), 'final', 'gone');
    });

    it('makes it anew for a new run', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await provider.ensureRealm(realm, ctx);
      await provider.removeRealm(realm, ctx);
      const retry = nextRun(ctx);
      await provider.ensureRealm(realm, retry);
      await provider.ensureOwner(ownerOf(realm), retry);
      const { realms, users } = await provider.inventory(ctx.tenantId);
      expect([realms.length, users.length]).toEqual([1, 1]);
    });

    it('ends in nothing when doing and undoing overlap', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await Promise.allSettled([
        provider.ensureRealm(realm, ctx),
        provider.removeRealm(realm, ctx),
        provider.ensureRealm(realm, ctx),
      ]);
      expect(await provider.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('keeps what people wrote, whatever it looks like', async () => {
      const ctx = newContext();
      const realm = { ...realmOf(ctx), displayName: AWKWARD_TEXT };
      await provider.ensureRealm(realm, ctx);
      await provider.ensureOwner(
        { ...ownerOf(realm), firstName: AWKWARD_TEXT },
        ctx,
      );
      expect(await harness.displayNameOf(realm.name)).toBe(AWKWARD_TEXT);
    });

    it.each(HOSTILE_NAMES)('refuses the realm name %j', async hostile => {
      const ctx = newContext();
      const realm = { ...realmOf(ctx), name: hostile };
      await expectPortError(provider.ensureRealm(realm, ctx), 'final');
      expect(await provider.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('does nothing when it is stopped before it starts', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await expect(
        provider.ensureRealm(realm, abortedContext(ctx)),
      ).rejects.toThrow();
      expect(await provider.inventory(ctx.tenantId)).toEqual(nothing);
    });

    it('can be completed after it was stopped half-way', async () => {
      const ctx = newContext();
      const realm = realmOf(ctx);
      await startAndAbort(ctx, stopped => provider.ensureRealm(realm, stopped));
      await provider.ensureRealm(realm, ctx);
      expect((await provider.inventory(ctx.tenantId)).realms).toHaveLength(1);
    });

    it("lists every tenant's, and one tenant's alone", async () => {
      const [a, b] = [newContext(), newContext()];
      const [realmA, realmB] = [realmOf(a), realmOf(b)];
      await provider.ensureRealm(realmA, a);
      await provider.ensureRealm(realmB, b);
      const all = (await provider.inventory()).realms.map(realm => realm.name);
      expect(all).toEqual(expect.arrayContaining([realmA.name, realmB.name]));
      expect((await provider.inventory(b.tenantId)).realms).toEqual([
        { name: realmB.name, tenantId: b.tenantId },
      ]);
    });
  });
}
