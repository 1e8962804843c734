const intervalMilliseconds = 250;

/**
 * Ends this process, in order, when the npm that started it is gone: a kill -9 of npm reaches nobody else, and the server
 * would go on unseen with the folder locked. Without npm nothing is watched.
 */
export function watchParent(): void {
  if (process.env['npm_lifecycle_event'] !== 'start') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, intervalMilliseconds);
  timer.unref();
}
