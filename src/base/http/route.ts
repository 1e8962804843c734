import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationContext } from '../context.js';
import { Fault, OutdatedAssumption, Refusal } from '../errors.js';
import type { FaultTexts } from '../graphql/faults.js';
import { LOCALES, type Locale } from '../locale.js';
import { sendFault } from './send-fault.js';

export interface ContextOptions {
  /** Overrides Accept-Language. */
  readonly locale?: Locale | null;
  /** Whether the request is carried out again where what it assumed does not hold. */
  readonly assuming: boolean;
}

/** What every way in over HTTP shares: how a request becomes a context, and how its faults are told. */
export interface HttpEdge {
  /** Verifies the request's token and makes its context; nothing is opened yet. */
  readonly createContext: (request: FastifyRequest, options: ContextOptions) => Promise<OperationContext>;
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
 * Carries out a request in a context of its own and commits it; once more, assuming nothing, where something did not hold
 * that it was begun under.
 */
export async function carryOut<Result>(
  edge: HttpEdge,
  request: FastifyRequest,
  work: (context: OperationContext) => Promise<Result>,
  locale: Locale | null = null,
  assuming = true,
): Promise<Result> {
  const context = await edge.createContext(request, { locale, assuming });
  try {
    const result = await work(context).catch(async (error: unknown) => {
      await context.close('rollback');
      throw error;
    });
    await context.close('commit');
    return result;
  } catch (error) {
    if (assuming && error instanceof OutdatedAssumption) return carryOut(edge, request, work, locale, false);
    throw error;
  }
}

/**
 * Registers a plain GET (and HEAD) that goes the way of every request: token, viewer, one transaction, log entry, commit;
 * the answer leaves after the commit. Texts and buffers carry an ETag, so that what has not changed is not sent again.
 */
export function registerRoute(app: FastifyInstance, edge: HttpEdge, route: Route): void {
  app.get(route.url, async (request, reply) => {
    const work = async (context: OperationContext): Promise<RouteAnswer> => {
      await context.open('query');
      if (route.action !== 'public' && !context.access.can(route.action)) {
        context.noteRefusal(route.action, { route: route.url });
        throw new Fault('FORBIDDEN', 'forbidden');
      }
      return route.answer(context, request);
    };
    try {
      const answer = await carryOut(edge, request, work, askedLocale(request));
      return await send(request, reply, answer);
    } catch (error) {
      return fail(edge, request, reply, error);
    }
  });
}
