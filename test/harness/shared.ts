interface Stoppable {
  stop(): Promise<void>;
}

/** What the suite's set-up leaves for its tear-down, in the same process. */
export const shared: { running?: { database: Stoppable; blobs: Stoppable; directory: string } } = {};
