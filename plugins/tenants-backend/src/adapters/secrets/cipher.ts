import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { PortError } from '@ananta/backstage-plugin-tenants-node';
import type { EncryptionKey } from './keyFile';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A value as it lies in a row. */
export interface SealedValue {
  key_id: string;
  iv: Buffer;
  /** With the tag at its end. */
  ciphertext: Buffer;
}

/** Encrypts a value so that it opens under this path only. */
export function seal(
  key: EncryptionKey,
  path: string,
  value: string,
): SealedValue {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.bytes, iv);
  cipher.setAAD(Buffer.from(path));
  const ciphertext = Buffer.concat([
    cipher.update(value, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { key_id: key.id, iv, ciphertext };
}

/** @throws PortError `final` `secret_unreadable` when key or path are others, or the row was changed */
export function unseal(
  key: EncryptionKey,
  path: string,
  sealed: SealedValue,
): string {
  if (sealed.key_id !== key.id) {
    throw unreadable(
      `The secret '${path}' was encrypted with the key ${sealed.key_id}, ` +
        `but the key file holds ${key.id}`,
    );
  }
  const decipher = createDecipheriv(ALGORITHM, key.bytes, sealed.iv, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(path));
  decipher.setAuthTag(sealed.ciphertext.subarray(-TAG_BYTES));
  const text = decipher.update(sealed.ciphertext.subarray(0, -TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    throw unreadable(`The secret '${path}' doesn't open: its row was changed`);
  }
}

function unreadable(message: string): PortError {
  return new PortError('final', 'secret_unreadable', message);
}
