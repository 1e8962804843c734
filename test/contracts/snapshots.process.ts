import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { createApp } from '../../src/app.js';
import { generateSigningKey, signingKeyAsPem } from '../../src/base/signing/index.js';
import { startEmbeddedBlobs } from '../../src/development/embedded-blobs.js';
import { startEmbeddedDatabase } from '../../src/development/embedded-database.js';
import { migrate } from '../../src/migrate.js';
import { describeDatabase } from './database-schema.js';
import { describeApi, writeSnapshot } from './snapshots.js';

/** `npm run schema`: writes both contracts anew from a freshly migrated database and the schema that the app serves. */
const directory = await mkdtemp(path.join(tmpdir(), 'varde-schema-'));
await mkdir(path.resolve(import.meta.dirname, '../../../schema'), { recursive: true });
const database = await startEmbeddedDatabase({ directory, durable: false });
const blobs = await startEmbeddedBlobs();
try {
  await migrate(database.ownerUrl);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await writeSnapshot('database.sql', await describeDatabase(owner));
  await owner.end();
  const app = await createApp({
    databaseUrl: database.appUrl,
    poolSize: 2,
    storage: { connectionString: blobs.connectionString },
    signingKey: signingKeyAsPem(await generateSigningKey()),
    logger: pino({ level: 'silent' }),
  });
  await writeSnapshot('schema.graphql', describeApi(app.schema));
  await app.close();
} finally {
  await blobs.stop();
  await database.stop();
  await rm(directory, { recursive: true, force: true });
}
