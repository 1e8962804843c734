import pino from 'pino';
import { createApp, migrate } from './app.js';
import { readConfig } from './config.js';

const config = readConfig(process.env);
const logger = pino({ level: config.logLevel });
if (!config.services) throw new Error('Set DATABASE_URL');
if (config.services.ownerUrl) await migrate(config.services.ownerUrl);
const app = await createApp({
  databaseUrl: config.services.databaseUrl,
  poolSize: config.poolSize,
  storage: config.services.storage,
  logger,
});
await app.http.listen({ port: config.port, host: config.host });
