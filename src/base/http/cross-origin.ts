import type { FastifyInstance } from 'fastify';

/** Which pages of other origins may call: those that are named, or whatever runs on the developer's own machine. */
export type AllowedOrigins = readonly string[] | 'localhost';

const METHODS = 'GET, HEAD, POST';
const HEADERS =
  'accept, accept-language, apollo-require-preflight, authorization, content-type, varde-purpose, varde-unit';
const READABLE = 'etag, retry-after, x-request-id';
const REMEMBERED_SECONDS = '600';

const isLocal = (origin: string): boolean => /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(origin);

/**
 * Lets pages of portals call the API from the browser (CORS). Nothing is granted to cookies: the API knows none, and who
 * calls is told by a header that no page can make another send.
 */
export function allowOrigins(http: FastifyInstance, allowed: AllowedOrigins): void {
  const isAllowed = (origin: string): boolean => (allowed === 'localhost' ? isLocal(origin) : allowed.includes(origin));

  http.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    void reply.header('vary', 'Origin');
    if (origin === undefined || !isAllowed(origin)) return;
    void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': READABLE });
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return;
    await reply
      .code(204)
      .headers({
        'access-control-allow-methods': METHODS,
        'access-control-allow-headers': HEADERS,
        'access-control-max-age': REMEMBERED_SECONDS,
      })
      .send();
  });
}
