import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readSecrets } from './secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'ananta-secrets-'));
after(() => rmSync(folder, { recursive: true }));

test('mints once, for the eyes of the owner alone', () => {
  const secrets = readSecrets(folder);

  assert.deepEqual(readSecrets(folder), secrets);
  assert.equal(new Set(Object.values(secrets)).size, 7);
  assert.match(secrets.appPlaneSigning, /^whsec_/);
  for (const name of ['secrets.json', 'operator-token']) {
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
  }
  const token = readFileSync(join(folder, 'operator-token'), 'utf8');
  assert.equal(token.trim(), secrets.operatorToken);
});
