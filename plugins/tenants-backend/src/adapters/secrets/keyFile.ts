import { createHash, randomBytes } from 'node:crypto';
import {
  link,
  mkdir,
  readFile,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname } from 'node:path';

const KEY_BYTES = 32;
const READABLE_BY_OTHERS = 0o077;

/** A key of AES-256 and the name that it goes by in rows. */
export interface EncryptionKey {
  id: string;
  bytes: Buffer;
}

/**
 * Reads the key of a file, making it with mode 0600 when it is missing.
 *
 * @throws Error when others may read the file, or it holds no 32 bytes in base64
 */
export async function loadKeyFile(path: string): Promise<EncryptionKey> {
  await createIfMissing(path);
  const { mode } = await stat(path);
  if (mode & READABLE_BY_OTHERS) {
    throw new Error(
      `The key file '${path}' can be read by others (mode ${(mode & 0o777).toString(8)}); ` +
        `make it the portal's alone with: chmod 600 '${path}'`,
    );
  }
  const bytes = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (bytes.length !== KEY_BYTES) {
    throw new Error(
      `The key file '${path}' must hold ${KEY_BYTES} bytes in base64`,
    );
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { id: digest.slice(0, 16), bytes };
}

/** Linked into place whole, so that nobody ever reads half a key. */
async function createIfMissing(path: string): Promise<void> {
  if (await exists(path)) {
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const text = `${randomBytes(KEY_BYTES).toString('base64')}\n`;
  await writeFile(draft, text, { flag: 'wx', mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  } finally {
    await unlink(draft);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return false;
    }
    throw error;
  }
}
