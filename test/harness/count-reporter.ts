interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
}

/** Closes the suite with its count, in the plain form that any runner can read. */
export default class CountReporter {
  onRunComplete(_contexts: unknown, results: Results): void {
    const { numPassedTests: passed, numFailedTests, numPendingTests: skipped, numFailedTestSuites } = results;
    const failed = Math.max(numFailedTests, numFailedTestSuites);
    process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  }
}
