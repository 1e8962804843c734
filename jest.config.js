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
  // One more than the cores that it is measured on: some tests wait for what was killed to be taken up again.
  maxWorkers: 3,
  // Each file loads the application anew, and collecting what the last ones left costs more than a new worker.
  workerIdleMemoryLimit: '500MB',
};
