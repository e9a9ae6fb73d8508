// The arrows of the architecture; `bin/test` fails on every one that points the
// wrong way: common ← node ← backend | modules ← the hosts; screens import
// common packages and shared screen pieces only. A room's kind is the role that
// its package.json declares.
const { globSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const rooms = globSync('{packages,plugins}/*/package.json', {
  cwd: __dirname,
}).map(file => ({
  folder: dirname(file),
  role: JSON.parse(readFileSync(join(__dirname, file), 'utf8')).backstage?.role,
}));

/** Matches every file of the rooms with one of these roles. */
function rolesPath(...roles) {
  const folders = rooms
    .filter(room => roles.includes(room.role))
    .map(room => room.folder);
  return `^(${folders.join('|')})/`;
}

const COMMON = rolesPath('common-library');
const NODE = rolesPath('node-library');
const PLUGIN_BACKEND = rolesPath('backend-plugin', 'backend-plugin-module');
const SERVER = [NODE, PLUGIN_BACKEND];
const SCREENS = rolesPath('frontend-plugin', 'web-library', 'frontend');
const HOSTS = '^packages/(app|backend)/';
const TESTS = '[.]test[.]tsx?$|/__testUtils__/';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Files that need each other are one file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'common-imports-common',
      comment: 'A -common package runs in browsers and servers alike.',
      severity: 'error',
      from: { path: COMMON },
      to: { path: [...SERVER, SCREENS, HOSTS] },
    },
    {
      name: 'common-does-no-io',
      severity: 'error',
      from: { path: COMMON, pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'billing-does-not-know-tenancy',
      comment: 'Tenancy builds on billing, never the other way round.',
      severity: 'error',
      from: { path: '^plugins/billing-' },
      to: { path: '^plugins/tenants-(node|backend)' },
    },
    {
      name: 'billing-common-knows-nobody',
      severity: 'error',
      from: { path: '^plugins/billing-common/' },
      to: { path: '^plugins/tenants' },
    },
    {
      name: 'node-packages-stand-apart',
      comment: 'tenants-node and billing-node never import each other.',
      severity: 'error',
      from: { path: '^plugins/([^/]+)-node/' },
      to: { path: '^plugins/[^/]+-node/', pathNot: '^plugins/$1-node/' },
    },
    {
      name: 'node-knows-no-backend',
      severity: 'error',
      from: { path: NODE },
      to: { path: [PLUGIN_BACKEND, SCREENS, HOSTS] },
    },
    {
      name: 'backends-stand-apart',
      comment: 'A backend calls another by its -node package; tests start it.',
      severity: 'error',
      from: { path: '^plugins/([^/]+-backend[^/]*)/', pathNot: TESTS },
      to: { path: '^plugins/[^/]+-backend', pathNot: '^plugins/$1/' },
    },
    {
      name: 'backends-import-no-screens',
      severity: 'error',
      from: { path: SERVER },
      to: { path: SCREENS },
    },
    {
      name: 'screens-import-no-servers',
      comment: 'Screens import -common packages and @ananta/ui only.',
      severity: 'error',
      from: { path: SCREENS },
      to: { path: [...SERVER, '^packages/backend/'] },
    },
    {
      name: 'nobody-imports-a-host',
      severity: 'error',
      from: { pathNot: HOSTS },
      to: { path: HOSTS },
    },
    {
      name: 'product-imports-no-tools',
      severity: 'error',
      from: { path: '^(plugins|packages)/', pathNot: '^packages/e2e/' },
      to: { path: '^(tools|examples|packages/e2e)/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|dist-types|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
