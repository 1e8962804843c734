import pg from 'pg';
import type { Logger } from 'pino';
import { bootstrapOperator } from './access/index.js';
import { createApp } from './app.js';
import { type Config, ConfigError } from './config.js';
import { migrate } from './migrate.js';
import { stopOnSignal } from './stop-on-signal.js';

/** A configuration that names the services to use. */
export type ProductionConfig = Config & { readonly services: NonNullable<Config['services']> };

/** Requests that run are answered before the process ends. */
const stopMilliseconds = 25_000;

/** Serves the API with the services that the environment names: starts none, and loads nothing of the development kit. */
export async function startProduction(config: ProductionConfig, logger: Logger): Promise<void> {
  const { services, port, host } = config;
  await requireDatabase('DATABASE_URL', services.databaseUrl);
  if (services.ownerUrl) {
    await requireDatabase('DATABASE_OWNER_URL', services.ownerUrl);
    await migrate(services.ownerUrl);
  }
  const { databaseUrl, storage, signingKey, malwareScanner } = services;
  const { poolSize, trustedProxies, allowedOrigins, rateLimits, sockets, metricsToken } = config;
  const app = await createApp({
    databaseUrl,
    poolSize,
    storage,
    signingKey,
    logger,
    trustedProxies,
    allowedOrigins,
    rateLimits,
    sockets,
    ...(malwareScanner && { malwareScanner }),
    ...(metricsToken && { metricsToken }),
  });
  try {
    await bootstrapOperator(app.database, services.operator);
    await app.http.listen({ port, host });
    await app.startJobs();
  } catch (error) {
    await app.close();
    throw portInUse(error) ? new PortTakenError(port) : error;
  }
  stopOnSignal(() => app.close(), {
    graceMilliseconds: stopMilliseconds,
    onError: (error) => logger.error({ name: error instanceof Error ? error.name : 'unknown' }, 'stopping failed'),
  });
}

/** Says which setting is meant, where a driver would only say that a connection was refused; never the password in it. */
async function requireDatabase(setting: string, connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, application_name: 'varde' });
  try {
    await client.connect();
  } catch (error) {
    const { message, code } = error as { message?: string; code?: string };
    throw new ConfigError([`${setting}: the database cannot be reached (${code ?? message ?? 'no answer'})`]);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Another program holds the port. */
class PortTakenError extends Error {
  override readonly name = 'PortInUseError';

  constructor(port: number) {
    super(`Port ${port} is in use by another program. Choose another one with PORT or --port.`);
  }
}

const portInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
