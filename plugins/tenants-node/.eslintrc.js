module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Suites that are exported, for adapters' tests to run.
      files: ['src/contracts/**'],
      rules: {
        'jest/no-export': 'off',
        'jest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'expectPortError', 'refused'] },
        ],
      },
    },
  ],
});
