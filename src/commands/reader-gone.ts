/**
 * Lets a command end quietly when whoever reads its output goes away, as `head` and a pager that is closed do. What nobody
 * reads any more is dropped and the command goes on, so that its exit code is true; or `stop` ends it, where there is
 * nothing to do but to show.
 */
export function tolerateReaderGone(stop: () => void = () => undefined): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      stop();
    });
  }
}
