/** Tests run as compiled ESM: `npm test` compiles first. */
export default {
  rootDir: 'dist/test',
  testEnvironment: 'node',
  testMatch: ['**/*.test.js'],
  transform: {},
  // The environment of the workers comes from the set-up, so nothing is shared but the servers.
  globalSetup: './harness/global-setup.js',
  globalTeardown: './harness/global-teardown.js',
  reporters: ['default', './harness/count-reporter.js'],
  testTimeout: 30_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1200MB',
};
