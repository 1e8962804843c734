import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { type AllowedOrigins, allowOrigins } from './cross-origin.js';
import { HttpFault } from './http-fault.js';
import type { HttpEdge } from './route.js';
import { BODY_LIMIT, sendFault } from './send-fault.js';

const REQUEST_TIMEOUT_MS = 30_000;

export interface HttpServerOptions extends Pick<HttpEdge, 'textsFor' | 'report'> {
  readonly logger: FastifyBaseLogger;
  /** Addresses and networks of the proxies in front, whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly allowedOrigins: AllowedOrigins;
}

/**
 * The HTTP server: bounded bodies and times, security headers, an `x-request-id` on every answer, and every refusal in the
 * shape of a GraphQL error. Nothing of a request is logged.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { logger, textsFor, report, trustedProxies } = options;
  const http: FastifyInstance = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: () => randomUUID(),
    ...(trustedProxies.length > 0 ? { trustProxy: [...trustedProxies] } : {}),
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: (error, request, reply) => {
      void sendFault(reply, error, textsFor(request), report);
    },
  });
  http.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  allowOrigins(http, options.allowedOrigins);
  await http.register(helmet);
  http.setErrorHandler((error, request, reply) => sendFault(reply, error, textsFor(request), report));
  http.setNotFoundHandler((request, reply) =>
    sendFault(reply, new HttpFault(404, 'NOT_FOUND', 'request.notFound'), textsFor(request), report),
  );
  return http;
}
