import { rm } from 'node:fs/promises';
import { shared } from './shared.js';

/** Stops what the suite started, and removes its data. */
export default async function tearDown(): Promise<void> {
  await shared.running?.blobs.stop();
  await shared.running?.database.stop();
  if (shared.running) await rm(shared.running.directory, { recursive: true, force: true });
}
