/** How a process ends when it is asked to. */
export interface StopOptions {
  /** After this time it ends without waiting any longer. Default 20 s. */
  readonly graceMilliseconds?: number;
  /** Told of an error while stopping; without it the error goes to standard error. */
  readonly onError?: (error: unknown) => void;
}

const sameSignalMilliseconds = 1_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Stops what runs in this process on Ctrl-C, SIGTERM or a closed terminal, then ends it: code 0 when all has stopped,
 * 1 when not. A second signal ends it at once; the embedded database notices that by itself. What comes within a moment
 * of the first is the same one again: npm hands on to its script what the terminal has already sent to both.
 *
 * @returns a function that takes the handlers away again
 */
export function stopOnSignal(stop: () => Promise<void>, options: StopOptions = {}): () => void {
  const onError = options.onError ?? ((error: unknown) => process.stderr.write(`${String(error)}\n`));
  let stoppingSince: number | undefined;
  const handler = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameSignalMilliseconds) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    setTimeout(() => process.exit(1), options.graceMilliseconds ?? 20_000).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        onError(error);
        process.exit(1);
      },
    );
  };
  for (const signal of signals) process.on(signal, handler);
  return () => {
    for (const signal of signals) process.off(signal, handler);
  };
}
