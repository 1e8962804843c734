import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createApp } from '../../src/app.js';
import { generateSigningKey, signingKeyAsPem } from '../../src/base/signing/index.js';
import { serve } from './child.js';

/** No workload touches a file, so nothing need listen there. */
const UNUSED_STORAGE =
  'DefaultEndpointsProtocol=http;AccountName=bench;AccountKey=YmVuY2g=;BlobEndpoint=http://127.0.0.1:9/bench';

/** Varde itself, as the process runs it. */
await serve(async ({ databaseUrl, poolSize }) => {
  const app = await createApp({
    databaseUrl,
    poolSize,
    storage: { connectionString: UNUSED_STORAGE },
    signingKey: signingKeyAsPem(await generateSigningKey()),
    logger: pino({ level: 'warn' }, pino.destination(2)),
  });
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  return (app.http.server.address() as AddressInfo).port;
});
