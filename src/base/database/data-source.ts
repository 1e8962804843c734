import pg from 'pg';
import { DataSource, type MixedList } from 'typeorm';
import { SnakeNaming } from './naming.js';

export interface DataSourceOptions {
  readonly url: string;
  readonly entities: MixedList<new () => object>;
  readonly migrations: MixedList<new () => object>;
  /** Connections of this process. */
  readonly poolSize: number;
  readonly onPoolError: (error: Error) => void;
  /** Migrations run one statement after the other; requests send statements without waiting for the one before. */
  readonly pipeline?: boolean;
}

const { DATE } = pg.types.builtins;

/** A calendar date stays the text that it is: a JavaScript Date would be another day in the next time zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid) =>
    oid === DATE ? (text: string) => text : (pg.types.getTypeParser(oid) as (text: string) => unknown),
};

/** No statement of a request or a job may hold its locks longer; migrations may. */
const STATEMENT_TIMEOUT_MS = 20_000;
/** How long a request waits for a connection before it is told to try later. */
const CONNECTION_TIMEOUT_MS = 15_000;
/** How long a transaction may do nothing: an export that packs a large file says something every minute. */
const IDLE_TIMEOUT_MS = 3 * 60_000;

/** Opens a data source: the schema comes from migrations alone, never from the entities. */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const { pipeline = true } = options;
  const settings = ['TimeZone=UTC', 'plan_cache_mode=force_generic_plan'];
  if (pipeline) {
    settings.push(`statement_timeout=${STATEMENT_TIMEOUT_MS}`);
    settings.push(`idle_in_transaction_session_timeout=${IDLE_TIMEOUT_MS}`);
  }
  const source = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    migrations: options.migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logging: false,
    applicationName: 'varde',
    poolErrorHandler: options.onPoolError,
    extra: {
      max: options.poolSize,
      connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
      pipeline,
      types,
      options: settings.map((setting) => `-c ${setting}`).join(' '),
    },
  });
  return source.initialize();
}
