import { createHash, randomBytes } from 'node:crypto';

/** What the hash of a chain begins with. */
export const GENESIS_HASH = '0'.repeat(64);

/** What a hash covers, in this order, which is for ever. */
export interface HashedEvent {
  id: string;
  chain: string;
  sequence: number;
  at: string;
  actor: string;
  onBehalfOf?: string;
  action: string;
  target: string;
  requestId?: string;
  diffDigest?: string;
  previousHash: string;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The hash of an event, which the next one of its chain covers. */
export function hashOf(event: HashedEvent): string {
  return sha256(
    JSON.stringify([
      event.previousHash,
      event.id,
      event.chain,
      event.sequence,
      event.at,
      event.actor,
      event.onBehalfOf ?? null,
      event.action,
      event.target,
      event.requestId ?? null,
      event.diffDigest ?? null,
    ]),
  );
}

/** A digest that tells nothing about the diff once its salt is gone. */
export function digestOf(diff: string, salt: string): string {
  return sha256(`${salt}:${diff}`);
}

export function newSalt(): string {
  return randomBytes(16).toString('hex');
}
