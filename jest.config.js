/** Tests run as compiled ESM: `npm test` compiles first. */
export default {
  rootDir: 'dist/test',
  testMatch: ['**/*.test.js'],
  transform: {},
  // Plain threads of Node.js, each of which loads the application once for all the files that it runs (ADR 0020).
  runner: 'jest-light-runner',
  setupFiles: ['./harness/native.js'],
  // The environment of the workers comes from the set-up, so nothing is shared but the servers.
  globalSetup: './harness/global-setup.js',
  globalTeardown: './harness/global-teardown.js',
  reporters: ['default', './harness/count-reporter.js'],
  // One more than the cores that it is measured on: some tests wait for what was killed to be taken up again.
  maxWorkers: 3,
};
