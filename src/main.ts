import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import pino from 'pino';
import { readConfig } from './config.js';
import { dataFolder } from './data-folder.js';

interface Options {
  readonly port?: number;
  readonly data?: string;
}

const command = new Command('varde')
  .description('Serves the API: with services of its own in development, or with those that the environment names.')
  .option('--port <number>', 'port to listen on; 4000, or a free one, where absent', readPort)
  .option('--data <folder>', 'folder of the development data; .varde where absent')
  .allowExcessArguments(false)
  .parse();

try {
  await start(command.opts<Options>());
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

async function start(options: Options): Promise<void> {
  const config = readConfig(process.env);
  if (config.services) {
    const { startProduction } = await import('./production.js');
    const logger = pino({ level: config.logLevel });
    await startProduction({ ...config, port: options.port ?? config.port, services: config.services }, logger);
    return;
  }
  const { runDevelopment } = await import('./development/index.js');
  await runDevelopment({
    directory: await dataFolder(options.data),
    port: options.port ?? (process.env['PORT'] ? config.port : undefined),
    poolSize: config.poolSize,
    // The terminal is for the newcomer; what goes wrong is told all the same.
    logger: pino({ level: process.env['LOG_LEVEL'] ? config.logLevel : 'warn' }),
  });
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

/** Mistakes that a person can put right are told in a sentence, faults with where they arose. */
function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
    return `${error.message}\nWithout configuration Varde starts its development kit, whose packages a production installation lacks.`;
  }
  const explained = ['ConfigError', 'DirectoryInUseError', 'PortInUseError', 'IssuerTakenError', 'DataFolderError'];
  if (!(error instanceof Error)) return String(error);
  return explained.includes(error.name) ? error.message : (error.stack ?? error.message);
}
