import pino from 'pino';
import { createApp } from '../../src/app.js';

/** Another process of the application that only takes on work, to be killed: `jobs.process.js <database url>`. */
const suite = JSON.parse(process.env['VARDE_TEST'] ?? '{}') as { readonly blobs: string; readonly signingKey: string };
const app = await createApp({
  databaseUrl: process.argv[2] ?? '',
  poolSize: 8,
  storage: { connectionString: suite.blobs },
  signingKey: suite.signingKey,
  logger: pino({ level: process.env['VARDE_TEST_LOG'] ?? 'silent' }, pino.destination(2)),
});
await app.startJobs();
process.stdout.write('ready\n');
// Ends with the test that started it.
process.stdin.resume().once('end', () => process.exit(0));
