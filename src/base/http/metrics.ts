import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { HttpFault } from './http-fault.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Figures of this process for Prometheus: counts and durations by route, status and code. No label holds what a caller
 * sent, so neither persons nor tenants show, and their number is bounded.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram;
  private readonly errors: Counter;
  private readonly refused: Counter;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'varde_http_request_duration_seconds',
      help: 'Duration of answered requests.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    });
    this.errors = new Counter({
      name: 'varde_graphql_errors_total',
      help: 'Top-level errors of GraphQL answers, by code.',
      labelNames: ['code'],
      registers,
    });
    this.refused = new Counter({ name: 'varde_rate_limited_total', help: 'Requests refused by rate.', registers });
  }

  countError(code: string): void {
    this.errors.inc({ code });
  }

  countRateLimited(): void {
    this.refused.inc();
  }

  /** Measures every route, and serves the figures at `/metrics` to whoever holds the token. */
  register(http: FastifyInstance, token: string): void {
    const expected = digest(`Bearer ${token}`);
    http.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'none';
      const labels = { method: request.method, route, status: String(reply.statusCode) };
      this.requests.observe(labels, reply.elapsedTime / 1000);
    });
    http.get('/metrics', { logLevel: 'silent' }, async (request, reply) => {
      if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
        throw new HttpFault(404, 'NOT_FOUND', 'request.notFound');
      }
      return reply.type(this.registry.contentType).send(await this.registry.metrics());
    });
  }
}
