import { z } from 'zod';
import { type SocketBounds, usualSocketBounds } from './base/graphql/subscription-socket.js';
import type { RateLimitOptions } from './base/http/rate-limits.js';
import { isSigningKey } from './base/signing/index.js';

export const USUAL_PORT = 4000;

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'a number from 0 to 65535');

const rate = z.coerce.number().int().min(0).max(1_000_000);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

const environment = z.object({
  PORT: port.default(USUAL_PORT),
  HOST: z.string().default('127.0.0.1'),
  /** Where clients reach the API; used in links. */
  PUBLIC_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Proxies in front of the process, as addresses or networks with commas between; only their `X-Forwarded-For` counts. */
  TRUSTED_PROXIES: list.default([]),
  /** Origins of the portals whose pages call from the browser, with commas between: `https://portal.example.org`. */
  ALLOWED_ORIGINS: list
    .refine((origins) => origins.every(isOrigin), 'origins such as https://portal.example.org, with commas between')
    .default([]),
  /** Requests in a minute: of one identity, of one address without a sign-in, and tokens that do not hold. 0 is no limit. */
  RATE_LIMIT_IDENTITY: rate.default(1_200),
  RATE_LIMIT_ADDRESS: rate.default(600),
  RATE_LIMIT_FAILED_SIGN_INS: rate.default(30),
  /** Sockets for subscriptions that may be open at a time: of one address, and of one identity. 0 is no limit. */
  SOCKET_LIMIT_ADDRESS: rate.default(usualSocketBounds.perAddress),
  SOCKET_LIMIT_IDENTITY: rate.default(usualSocketBounds.perIdentity),
  /** Opens `/metrics` to whoever sends it as a bearer token; without it there is none. */
  METRICS_TOKEN: z.string().min(16).max(500).optional(),
  DATABASE_POOL: z.coerce.number().int().min(4).max(200).default(10),
});

const production = z.object({
  /** The role that the API uses: owns nothing, no superuser, no BYPASSRLS. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The role that owns the tables; used for migrations alone, and absent where they are run apart. */
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  AZURE_STORAGE_CONNECTION_STRING: z.string().min(1).optional(),
  /** `https://<account>.blob.core.windows.net`, signed in to with the platform's managed identity. */
  AZURE_STORAGE_URL: z.url().optional(),
  /** A clamd to which every uploaded file is shown; its `StreamMaxLength` must be at least 512 MB. */
  CLAMD_HOST: z.string().min(1).max(253).optional(),
  CLAMD_PORT: port.default(3310),
  /** The operator's own issuer, its audience and keys, and the subject of the first operator. */
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string().min(1),
  OIDC_JWKS_URI: z.url(),
  OPERATOR_SUBJECT: z.string().min(1),
  OPERATOR_NAME: z.string().min(1),
  /** Ed25519 private key (PKCS #8 PEM) with which certificates are signed. */
  SIGNING_KEY: z.string().refine(isSigningKey, 'not an Ed25519 private key (PKCS #8 PEM or JWK)'),
});

export interface StorageConfig {
  readonly connectionString?: string | undefined;
  readonly url?: string | undefined;
}

export interface OperatorConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  readonly subject: string;
  readonly name: string;
}

/** The checked configuration. `services` is null in development, where they are started by the process itself. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  readonly poolSize: number;
  readonly trustedProxies: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly rateLimits: RateLimitOptions;
  readonly sockets: Pick<SocketBounds, 'perAddress' | 'perIdentity'>;
  readonly metricsToken: string | null;
  readonly services: {
    readonly databaseUrl: string;
    readonly ownerUrl: string | null;
    readonly storage: StorageConfig;
    readonly malwareScanner: { readonly host: string; readonly port: number } | null;
    readonly operator: OperatorConfig;
    readonly signingKey: string;
  } | null;
}

/**
 * Names of the environment that choose production: with any of them set, all of them count. NODE_ENV=production does so as
 * well: a deployment that lost its settings must not come up with the development kit.
 */
const chosen = ['DATABASE_URL', 'AZURE_STORAGE_CONNECTION_STRING', 'AZURE_STORAGE_URL', 'OIDC_ISSUER'] as const;

export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(`The configuration is not usable:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads the environment into one checked object, and reports every mistake at once. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const mistakes: string[] = [];
  const read = <T>(schema: z.ZodType<T>): T | null => {
    const result = schema.safeParse(variables);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      const name = path.join('.');
      mistakes.push(`${name}: ${variables[name] === undefined ? 'is missing' : message}`);
    }
    return null;
  };
  const common = read(environment);
  const isProduction = variables['NODE_ENV'] === 'production' || chosen.some((name) => variables[name] !== undefined);
  const services = isProduction ? read(production) : null;
  if (isProduction && !variables['AZURE_STORAGE_CONNECTION_STRING'] && !variables['AZURE_STORAGE_URL']) {
    mistakes.push('AZURE_STORAGE_URL or AZURE_STORAGE_CONNECTION_STRING: one of them is needed');
  }
  if (!common || mistakes.length > 0) throw new ConfigError(mistakes);
  return {
    port: common.PORT,
    host: common.HOST,
    publicUrl: common.PUBLIC_URL ?? null,
    logLevel: common.LOG_LEVEL,
    poolSize: common.DATABASE_POOL,
    trustedProxies: common.TRUSTED_PROXIES,
    allowedOrigins: common.ALLOWED_ORIGINS,
    rateLimits: {
      perIdentity: common.RATE_LIMIT_IDENTITY,
      perAddress: common.RATE_LIMIT_ADDRESS,
      failedSignIns: common.RATE_LIMIT_FAILED_SIGN_INS,
    },
    sockets: { perAddress: common.SOCKET_LIMIT_ADDRESS, perIdentity: common.SOCKET_LIMIT_IDENTITY },
    metricsToken: common.METRICS_TOKEN ?? null,
    services: services && {
      databaseUrl: services.DATABASE_URL,
      ownerUrl: services.DATABASE_OWNER_URL ?? null,
      storage: { connectionString: services.AZURE_STORAGE_CONNECTION_STRING, url: services.AZURE_STORAGE_URL },
      malwareScanner: services.CLAMD_HOST ? { host: services.CLAMD_HOST, port: services.CLAMD_PORT } : null,
      operator: {
        issuer: services.OIDC_ISSUER,
        audience: services.OIDC_AUDIENCE,
        jwksUri: services.OIDC_JWKS_URI,
        subject: services.OPERATOR_SUBJECT,
        name: services.OPERATOR_NAME,
      },
      signingKey: services.SIGNING_KEY,
    },
  };
}
