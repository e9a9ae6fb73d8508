import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillIn, splitStatements } from './script.ts';

test('splits a script and drops its comments', () => {
  const script =
    '-- roles\nCREATE ROLE a; -- the first; really\n\nGRANT a TO b;\n';
  assert.deepEqual(splitStatements(script), ['CREATE ROLE a', 'GRANT a TO b']);
});

test('quotes variables as identifiers and as literals', () => {
  assert.equal(
    fillIn(`CREATE ROLE :"role" PASSWORD :'password'`, {
      role: 'a"b',
      password: "it's",
    }),
    `CREATE ROLE "a""b" PASSWORD 'it''s'`,
  );
});

test('refuses a variable without a value', () => {
  assert.throws(() => fillIn(':"role"', {}), /wants a value for 'role'/);
});
