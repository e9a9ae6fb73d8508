import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { readConfig } from '../src/config.ts';
import { createDatabase } from './support.ts';

const main = new URL('../src/main.ts', import.meta.url).pathname;

async function run(env: Record<string, string>, until?: RegExp) {
  const child = spawn(process.execPath, [main], { env });
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk;
    if (until?.test(output)) {
      child.kill('SIGTERM');
    }
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const [code] = await once(child, 'close');
  return { code, output };
}

const env = {
  APP_PLANE_DATABASE_URL:
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING!,
  APP_PLANE_TOKEN: 'a-token-of-some-length',
  APP_PLANE_SIGNING_SECRET: 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=',
};

describe('the process', () => {
  it('says which variables are wrong, and not what is in them', async () => {
    const wrong = { ...env, APP_PLANE_SIGNING_SECRET: 'no-prefix', PORT: 'x' };
    const { code, output } = await run(wrong);
    assert.equal(code, 1);
    assert.match(output, /APP_PLANE_SIGNING_SECRET, PORT/);
    assert.doesNotMatch(output, /no-prefix/);
  });

  it('says that its database is away', async () => {
    const APP_PLANE_DATABASE_URL = 'postgres://x:secret-word@127.0.0.1:1/x';
    const { code, output } = await run({ ...env, APP_PLANE_DATABASE_URL });
    assert.equal(code, 1);
    assert.match(output, /can't start: .*ECONNREFUSED/);
    assert.doesNotMatch(output, /secret-word/);
  });

  it('starts twice at once on an empty database, and ends when told to', async () => {
    const database = await createDatabase();
    const good = { ...env, APP_PLANE_DATABASE_URL: database.url, PORT: '0' };
    const started = /App plane on http:\/\/127\.0\.0\.1:\d+/;
    const outcomes = await Promise.all([
      run(good, started),
      run(good, started),
    ]);
    await database.drop();
    for (const { code, output } of outcomes) {
      assert.equal(code, 0, output);
      assert.match(output, started);
    }
  });

  it('has defaults', () => {
    const { host, port, publicUrl } = readConfig(env);
    assert.deepEqual(
      [host, port, publicUrl],
      ['127.0.0.1', 7010, 'http://localhost:7010'],
    );
  });
});
