import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationContext } from '../context.js';
import { Fault, Refusal } from '../errors.js';
import type { FaultTexts } from '../graphql/faults.js';
import { LOCALES, type Locale } from '../locale.js';
import { sendFault } from './send-fault.js';

/** What every way in over HTTP shares: how a request becomes a context, and how its faults are told. */
export interface HttpEdge {
  /** Verifies the request's token and makes its context; nothing is opened yet. `locale` overrides Accept-Language. */
  readonly createContext: (request: FastifyRequest, locale?: Locale | null) => Promise<OperationContext>;
  readonly textsFor: (request: FastifyRequest, locale?: Locale | null) => FaultTexts;
  readonly report: (error: unknown) => void;
}

export interface RouteAnswer {
  /** Media type, with its charset. */
  readonly type: string;
  /** A stream is sent after the commit, so it must not need the transaction. */
  readonly body: string | Buffer | Readable;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A plain address beside GraphQL, for documents and files. It carries an action, as the fields of Query do. */
export interface Route {
  /** Fastify's path: `/agreement.json`, `/files/:id`. */
  readonly url: string;
  readonly action: string;
  readonly answer: (context: OperationContext, request: FastifyRequest) => Promise<RouteAnswer>;
}

/** One value of the query string; null where it is absent or given more than once. */
export function queryValue(request: FastifyRequest, name: string): string | null {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && value.length <= 200 ? value : null;
}

/** The language that `?lang=` asks for; null leaves it to Accept-Language. */
function askedLocale(request: FastifyRequest): Locale | null {
  const asked = queryValue(request, 'lang');
  return LOCALES.find((locale) => locale === asked) ?? null;
}

/** Missing and forbidden answer alike, as they do in GraphQL. */
function fail(edge: HttpEdge, request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const missing = error instanceof Refusal || (error instanceof Fault && error.code === 'FORBIDDEN');
  void reply.header('cache-control', 'no-store');
  const answered = missing ? new Fault('NOT_FOUND', 'notFound') : error;
  return sendFault(reply, answered, edge.textsFor(request, askedLocale(request)), edge.report);
}

/** `If-None-Match` (RFC 9110, 13.1.2) by weak comparison. */
function matches(header: string | undefined, tag: string): boolean {
  return (header ?? '')
    .slice(0, 2_000)
    .split(',')
    .some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === tag);
}

function send(request: FastifyRequest, reply: FastifyReply, answer: RouteAnswer): FastifyReply {
  void reply.header('cache-control', 'private, no-cache').type(answer.type);
  void reply.headers({ ...answer.headers });
  const { body } = answer;
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) return reply.send(body);
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  void reply.header('etag', tag);
  return matches(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(body);
}

/**
 * Registers a plain GET (and HEAD) that goes the way of every request: token, viewer, one transaction, log entry, commit;
 * the answer leaves after the commit. Texts and buffers carry an ETag, so that what has not changed is not sent again.
 */
export function registerRoute(app: FastifyInstance, edge: HttpEdge, route: Route): void {
  app.get(route.url, async (request, reply) => {
    let context: OperationContext | undefined;
    try {
      context = await edge.createContext(request, askedLocale(request));
      await context.open('query');
      if (route.action !== 'public' && !context.access.can(route.action)) {
        context.noteRefusal(route.action, { route: route.url });
        throw new Fault('FORBIDDEN', 'forbidden');
      }
      const answer = await route.answer(context, request);
      await context.close('commit');
      return await send(request, reply, answer);
    } catch (error) {
      await context?.close('rollback').catch(edge.report);
      return fail(edge, request, reply, error);
    }
  });
}
