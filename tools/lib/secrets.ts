import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a first run mints for itself; kept in `.data/secrets.json`, mode 0600. */
export interface Secrets {
  postgresSuperuser: string;
  portalDatabase: string;
  provisionerDatabase: string;
  appPlaneDatabase: string;
  operatorToken: string;
  appPlaneToken: string;
  /** Standard Webhooks secret: `whsec_` and base64. */
  appPlaneSigning: string;
}

const MINTS: Record<keyof Secrets, () => string> = {
  postgresSuperuser: token,
  portalDatabase: token,
  provisionerDatabase: token,
  appPlaneDatabase: token,
  operatorToken: token,
  appPlaneToken: token,
  appPlaneSigning: () => `whsec_${randomBytes(32).toString('base64')}`,
};

function token(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Reads the secrets of a data folder and mints those that aren't there yet.
 * Also writes the file `operator-token`, for scripts.
 */
export function readSecrets(dataFolder: string): Secrets {
  const file = join(dataFolder, 'secrets.json');
  const known: Partial<Secrets> = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {};
  const minted = Object.entries(MINTS).map(([name, mint]) => [
    name,
    known[name as keyof Secrets] ?? mint(),
  ]);
  const secrets: Secrets = Object.fromEntries(minted);

  writePrivate(file, `${JSON.stringify(secrets, undefined, 2)}\n`);
  writePrivate(
    join(dataFolder, 'operator-token'),
    `${secrets.operatorToken}\n`,
  );
  return secrets;
}

function writePrivate(file: string, content: string): void {
  writeFileSync(file, content, { mode: 0o600 });
}
