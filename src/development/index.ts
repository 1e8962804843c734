import { stopOnSignal } from '../stop-on-signal.js';
import { type DevelopmentOptions, startDevelopment } from './development.js';
import { watchParent } from './parent-watch.js';

/** The development server as a process: tells the terminal what to do with it, and ends without leaving anything behind. */
export async function runDevelopment(options: Omit<DevelopmentOptions, 'progress'>): Promise<void> {
  // Whoever read the terminal may have gone; the server goes on.
  process.stdout.on('error', () => undefined);
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const starting = startDevelopment({ ...options, progress: say });
  // Also while it starts: what has been started by then is ended.
  stopOnSignal(async () => (await starting).stop());
  watchParent();
  const development = await starting;
  say(development.welcome);
}
