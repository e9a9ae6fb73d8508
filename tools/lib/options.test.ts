import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOptions, UsageError } from './options.ts';

test('starts on 7007 and 7010 unless told otherwise', () => {
  assert.deepEqual(parseOptions([]), {
    port: 7007,
    appPlanePort: 7010,
    dev: false,
    reset: false,
    yes: false,
  });
});

test('moves the app plane with the portal, or by its own flag', () => {
  const moved = parseOptions(['--port', '8000']);
  assert.equal(moved !== 'help' && moved.appPlanePort, 8003);
  const apart = parseOptions(['--port', '8000', '--app-plane-port', '9000']);
  assert.equal(apart !== 'help' && apart.appPlanePort, 9000);
});

for (const args of [
  ['--port', '0'],
  ['--port', '65536'],
  ['--port', '7e3'],
  ['--port', 'http'],
  ['--engine', 'temporal'],
  ['--prot', '8000'],
  ['tenants'],
]) {
  test(`refuses ${args.join(' ')}`, () => {
    assert.throws(() => parseOptions(args), UsageError);
  });
}
