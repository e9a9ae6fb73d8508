import {
  chmod,
  mkdtemp,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { findUnprotectedTables } from '@ananta/database';
import { secretStoreContract } from '@ananta/backstage-plugin-tenants-node/contracts';
import type { Knex } from 'knex';
import { runMigration } from '../__testUtils__/migrations';
import { DatabaseSecretStore } from './DatabaseSecretStore';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const PATH = 'tenants/1/password';

let folder: string;
let keyFile: string;
let db: Knex;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  keyFile = join(folder, 'made', 'key');
  db = await databases.init('POSTGRES_18');
  await runMigration(db, '20261121000400_secrets.js');
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

secretStoreContract('embedded secrets', async () => ({
  store: DatabaseSecretStore.create({ db, keyFile }),
  rawContents: async () => {
    const { rows } = await db.raw(
      `SELECT string_agg(path || encode(ciphertext, 'escape'), ' ') AS text FROM secrets`,
    );
    return rows[0].text;
  },
  close: async () => {},
}));

describe('DatabaseSecretStore', () => {
  it('makes its key file for the owner alone, once', async () => {
    const path = join(folder, 'fresh', 'key');
    await Promise.all(
      ['one', 'two', 'three'].map(name =>
        DatabaseSecretStore.create({ db, keyFile: path }).putOnce(
          `keys/${name}`,
          () => name,
        ),
      ),
    );
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const again = DatabaseSecretStore.create({ db, keyFile: path });
    expect(await again.get('store:keys/one')).toBe('one');
    expect(await again.get('store:keys/three')).toBe('three');
  });

  it('refuses a key file that others can read, until that is mended', async () => {
    const path = join(folder, 'open-key');
    await writeFile(path, (await keyText()).toString(), { mode: 0o600 });
    await chmod(path, 0o640);
    const store = DatabaseSecretStore.create({ db, keyFile: path });
    await expect(store.putOnce(PATH, () => 'x')).rejects.toThrow(
      /can be read by others \(mode 640\)/,
    );
    await chmod(path, 0o600);
    await expect(store.putOnce(PATH, () => 'x')).resolves.toBeDefined();
  });

  it('refuses a key file that holds no key, without showing it', async () => {
    const path = join(folder, 'short-key');
    await writeFile(path, 'c2hvcnQ=', { mode: 0o600 });
    const store = DatabaseSecretStore.create({ db, keyFile: path });
    await expect(store.putOnce('a/b', () => 'x')).rejects.toThrow(
      /^The key file '.*short-key' must hold 32 bytes in base64$/,
    );
  });

  it('opens a value under its own path only', async () => {
    const store = DatabaseSecretStore.create({ db, keyFile });
    await store.putOnce('tenants/a/key', () => 'of a');
    await db.raw(
      `INSERT INTO secrets SELECT 'tenants/b/key', key_id, iv, ciphertext FROM secrets WHERE path = 'tenants/a/key'`,
    );
    await expect(store.get('store:tenants/b/key')).rejects.toThrow(
      /row was changed/,
    );
  });

  it('notices a changed row', async () => {
    const store = DatabaseSecretStore.create({ db, keyFile });
    await store.putOnce('tenants/c/key', () => 'of c');
    await db.raw(
      `UPDATE secrets SET ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1) WHERE path = 'tenants/c/key'`,
    );
    await expect(store.get('store:tenants/c/key')).rejects.toThrow(
      /row was changed/,
    );
  });

  it('says which key is missing when the key file was replaced', async () => {
    await DatabaseSecretStore.create({ db, keyFile }).putOnce(
      'tenants/d/key',
      () => 'of d',
    );
    const other = DatabaseSecretStore.create({
      db,
      keyFile: join(folder, 'another'),
    });
    await expect(other.get('store:tenants/d/key')).rejects.toThrow(
      /was encrypted with the key [0-9a-f]{16}, but the key file holds/,
    );
  });

  it('has its table under row-level security, and migrates down', async () => {
    const other = await databases.init('POSTGRES_18');
    await runMigration(other, '20261121000400_secrets.js');
    expect(await findUnprotectedTables(other)).toEqual([]);
    await runMigration(other, '20261121000400_secrets.js', 'down');
    expect(await other.schema.hasTable('secrets')).toBe(false);
  });
});

function keyText(): Promise<Buffer> {
  return readFile(keyFile);
}
