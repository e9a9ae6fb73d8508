import { randomUUID } from 'node:crypto';
import type { SecretStore } from '../ports';
import { AWKWARD_TEXT, expectPortError, newContext, nextRun } from './support';

/** What the suite needs around a secret store. */
export interface SecretStoreHarness {
  store: SecretStore;
  /** Everything the store has written down, for looking for clear text. */
  rawContents(): Promise<string>;
  close(): Promise<void>;
}

/** What every `SecretStore` has to hold. */
export function secretStoreContract(
  name: string,
  createHarness: () => Promise<SecretStoreHarness>,
): void {
  describe(`${name}: secret store contract`, () => {
    let harness: SecretStoreHarness;
    let store: SecretStore;

    beforeAll(async () => {
      harness = await createHarness();
      store = harness.store;
    }, 60_000);
    afterAll(() => harness?.close());

    const newPrefix = () => `tenants/${randomUUID()}`;

    it('gives back what was put, by a reference that is no secret', async () => {
      const path = `${newPrefix()}/database/password`;
      const { ref } = await store.putOnce(path, () => AWKWARD_TEXT);
      expect(ref).toBe(`store:${path}`);
      expect(await store.get(ref)).toBe(AWKWARD_TEXT);
    });

    it('keeps the first value of a path', async () => {
      const path = `${newPrefix()}/password`;
      const { ref } = await store.putOnce(path, () => 'first');
      expect(await store.putOnce(path, () => 'second')).toEqual({ ref });
      expect(await store.get(ref)).toBe('first');
    });

    it('keeps one value when attempts overlap', async () => {
      const path = `${newPrefix()}/password`;
      const ctx = newContext();
      const values = ['a', 'b', 'c', 'd'];
      const refs = await Promise.all(
        values.map(value => store.putOnce(path, () => value, ctx)),
      );
      const kept = await store.get(refs[0].ref);
      expect(values).toContain(kept);
      await store.putOnce(path, () => 'late', ctx);
      expect(await store.get(refs[3].ref)).toBe(kept);
    });

    it('writes no clear text down', async () => {
      const secret = `clear-${randomUUID()}`;
      const { ref } = await store.putOnce(
        `${newPrefix()}/password`,
        () => secret,
      );
      await store.rotate(ref, `${secret}-rotated`);
      expect(await harness.rawContents()).not.toContain(secret);
    });

    it('rotates what is there, and only that', async () => {
      const { ref } = await store.putOnce(`${newPrefix()}/key`, () => 'old');
      await store.rotate(ref, 'new');
      expect(await store.get(ref)).toBe('new');
      await expect(
        store.rotate(`store:${newPrefix()}/key`, 'x'),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    it('says so when there is nothing', async () => {
      await expect(
        store.get(`store:${newPrefix()}/nothing`),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(store.get('elsewhere:key')).rejects.toThrow();
    });

    it('lists and removes by whole segments of a path', async () => {
      const prefix = newPrefix();
      await store.putOnce(`${prefix}/a`, () => '1');
      await store.putOnce(`${prefix}/b/c`, () => '2');
      await store.putOnce(`${prefix}0/a`, () => 'a neighbour');
      expect(await store.list(prefix)).toEqual([
        `${prefix}/a`,
        `${prefix}/b/c`,
      ]);
      await store.removeAll(prefix);
      await store.removeAll(prefix);
      expect(await store.list(prefix)).toEqual([]);
      expect(await store.list(`${prefix}0`)).toEqual([`${prefix}0/a`]);
    });

    it('takes no character of a path for a wildcard', async () => {
      const prefix = newPrefix();
      await store.putOnce(`${prefix}/a-b/key`, () => '1');
      await store.removeAll(`${prefix}/a_b`);
      expect(await store.list(prefix)).toEqual([`${prefix}/a-b/key`]);
    });

    it.each([
      '',
      '/',
      '..',
      'a/../b',
      '%',
      'a%',
      'a//b',
      '/a',
      'a/',
      "a'",
      'a\u0000',
      'a\n',
    ])('refuses the path %j', async path => {
      await expectPortError(
        store.putOnce(path, () => 'x'),
        'final',
        'invalid_path',
      );
      await expectPortError(store.removeAll(path), 'final', 'invalid_path');
      await expectPortError(store.list(path), 'final', 'invalid_path');
    });

    it('brings nothing back for a late attempt of a run that was undone', async () => {
      const prefix = newPrefix();
      const ctx = newContext();
      await store.putOnce(`${prefix}/password`, () => 'x', ctx);
      await store.removeAll(prefix, ctx);
      await expectPortError(
        store.putOnce(`${prefix}/password`, () => 'y', ctx),
        'final',
        'gone',
      );
      expect(await store.list(prefix)).toEqual([]);
      await store.putOnce(`${prefix}/password`, () => 'z', nextRun(ctx));
      expect(await store.list(prefix)).toHaveLength(1);
    });

    it('ends in nothing when putting and removing overlap', async () => {
      const prefix = newPrefix();
      const ctx = newContext();
      await Promise.allSettled([
        store.putOnce(`${prefix}/a`, () => '1', ctx),
        store.removeAll(prefix, ctx),
        store.putOnce(`${prefix}/b`, () => '2', ctx),
      ]);
      expect(await store.list(prefix)).toEqual([]);
    });
  });
}
